"""Program of the child process that opens untrusted pictures."""

import json
import os
import resource
import sys
from pathlib import Path

from core.images.child import ImageTask
from core.images.errors import ImageRefused
from core.images.kinds import ImageKind
from core.images.limits import LONGEST_SIDES, ImageLimits
from core.images.making import make_files
from core.images.reading import photograph, upright_size

_SEAL = Path(__file__).parents[2] / "static" / "apple-touch-icon.png"
_POLITE = 10  # behind those who answer visitors


def main(task: ImageTask) -> dict[str, object]:
    """What core.images.child reads."""
    limits = ImageLimits(**task.limits)
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds))
    os.nice(_POLITE)
    path, kind = Path(task.path), ImageKind(task.kind)
    try:
        if task.folder is None:
            width, height = upright_size(path, kind)
            return {"width": width, "height": height}
        picture = photograph(path, kind, max(LONGEST_SIDES))
        make_files(picture, Path(task.folder), _SEAL)
    except ImageRefused as no:
        return {"reason": no.reason}
    return {}


if __name__ == "__main__":
    print(json.dumps(main(ImageTask(**json.loads(sys.argv[1])))))  # noqa: T201 - its answer
