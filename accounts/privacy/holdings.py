"""What the package of accounts itself keeps of people."""

from accounts.confirmation.services.codes import forget_confirmations_of
from accounts.messages.services.sending import forget_messages_of
from accounts.privacy.queries import own_data
from accounts.privacy.services import forgetting
from accounts.privacy.services.holdings import Holding, Holdings
from accounts.privacy.wording import acts_are_kept, consents_are_kept, delegations_are_kept
from accounts.teams.queries.teams import own_invitations
from accounts.teams.services.invitations import forget_person


def of_accounts() -> Holdings:
    holdings = Holdings()
    for holding in (
        Holding("account", own_data.account),
        Holding("roles", own_data.roles),
        Holding("sign_ins", own_data.sign_ins, forgetting.sign_ins),
        Holding("second_factors", own_data.second_factors, forgetting.second_factors),
        Holding("access_tokens", own_data.tokens, forgetting.tokens),
        Holding("confirmations", own_data.confirmations, forget_confirmations_of),
        Holding("invitations", own_invitations, forget_person),
        Holding("messages", own_data.messages, forget_messages_of),
        Holding("delegations", own_data.delegations, forgetting.delegations, delegations_are_kept),
        Holding("consents", own_data.consents, kept=consents_are_kept),
        Holding("acts", own_data.acts, kept=acts_are_kept),
    ):
        holdings.add(holding)
    return holdings
