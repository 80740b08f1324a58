"""The facts of an application, as a typed value, and the legal forms that may apply."""

from dataclasses import dataclass

from registry.rules.legal_forms import LegalForm

LONGEST_NAME = 200
LONGEST_TEXT = 300
LONGEST_REASON = 1000

# In the order in which they are offered: the most frequent first.
APPLYING = (
    LegalForm.HOUSEHOLD,
    LegalForm.COOPERATIVE,
    LegalForm.COOPERATIVE_GROUP,
    LegalForm.LIMITED,
    LegalForm.LIMITED_SINGLE_MEMBER,
    LegalForm.JOINT_STOCK,
    LegalForm.PRIVATE_ENTERPRISE,
    LegalForm.ENTERPRISE,
    LegalForm.COOPERATIVE_UNION,
    LegalForm.FARM,
    LegalForm.ASSOCIATION,
)
# Not persons in law: a member answers by name, with the number of an identity card.
OF_PEOPLE = frozenset({LegalForm.HOUSEHOLD, LegalForm.FARM, LegalForm.COOPERATIVE_GROUP})


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """What an applicant says. Texts are empty where nothing was typed yet."""

    legal_form: str = ""
    name: str = ""
    tax_code: str = ""
    personal_id: str = ""
    representative: str = ""
    phone: str = ""
    province_id: int | None = None
    address: str = ""
    sells_food: bool = False
    sells_alcohol: bool = False
    proof: str = ""  # why the producer of a claim is the applicant's
    identity_attested: bool = False  # says to have been authenticated electronically

    @property
    def form(self) -> LegalForm | None:
        return LegalForm(self.legal_form) if self.legal_form else None
