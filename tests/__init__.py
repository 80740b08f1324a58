"""Tests. Before any of them imports openpyxl it is told to parse as it does in production.

Here lxml is installed beside it; the process that reads workbooks uses neither lxml nor defusedxml
(core.sheets.workbooks.child).
"""

import os

os.environ["OPENPYXL_LXML"] = os.environ["OPENPYXL_DEFUSEDXML"] = "False"  # noqa: TID251 - as above
