"""What teams refuse."""

from http import HTTPStatus

from core.errors import DomainError


class LastOwner(DomainError):
    """A producer is never without an owner: nobody could let others in."""

    code = "last_owner"


class AlreadyMember(DomainError):
    """Whoever is invited belongs to the team."""

    code = "already_member"


class TooManyInvitations(DomainError):
    """So many wait for an answer already. Facts: most."""

    code = "too_many_invitations"


class InvitationGone(DomainError):
    """There is no such invitation, or none any more: answered, withdrawn, or too old."""

    code = "invitation_gone"
    status = HTTPStatus.NOT_FOUND
