"""Passkeys (WebAuthn): registering one, and proving by one who somebody is."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import parse_client_data_json
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.parse_authentication_credential_json import (
    parse_authentication_credential_json,
)
from webauthn.helpers.parse_registration_credential_json import parse_registration_credential_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from accounts.people.models import Account
from accounts.second_factor.errors import KeyRefused
from accounts.second_factor.models import Passkey, PasskeyChallenge
from accounts.second_factor.rules.relying_party import RelyingParty
from accounts.second_factor.services.factors import begin
from core.clock import now

WAITS = timedelta(minutes=5)
NAME = "Chợ Sao"


def registration_options(session: Session, account: Account, party: RelyingParty) -> str:
    """What the browser is told to ask a key for, as JSON."""
    options = generate_registration_options(
        rp_id=party.id,
        rp_name=NAME,
        user_id=f"account:{account.id}".encode(),
        user_name=account.identifier,
        user_display_name=account.full_name,
        exclude_credentials=_known(session, account.id),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.PREFERRED,
            user_verification=UserVerificationRequirement.PREFERRED,
        ),
    )
    session.add(PasskeyChallenge(challenge=options.challenge, account_id=account.id))
    return options_to_json(options)


def register_passkey(
    session: Session, account: Account, answer: str, name: str, party: RelyingParty
) -> None:
    """Raises KeyRefused."""
    try:
        credential = parse_registration_credential_json(answer)
        challenge = _claimed(session, account.id, credential.response.client_data_json)
        key = verify_registration_response(
            credential=credential,
            expected_challenge=challenge,
            expected_rp_id=party.id,
            expected_origin=party.origin,
        )
    except (WebAuthnException, ValueError) as error:
        raise KeyRefused from error
    if session.scalar(select(Passkey.id).where(Passkey.credential_id == key.credential_id)):
        raise KeyRefused
    session.add(
        Passkey(
            account_id=account.id,
            credential_id=key.credential_id,
            public_key=key.credential_public_key,
            sign_count=key.sign_count,
            name=name,
        )
    )
    begin(session, account, "passkey")


def authentication_options(session: Session, account_id: int, party: RelyingParty) -> str:
    options = generate_authentication_options(
        rp_id=party.id, allow_credentials=_known(session, account_id)
    )
    session.add(PasskeyChallenge(challenge=options.challenge, account_id=account_id))
    return options_to_json(options)


def accept_passkey(session: Session, account_id: int, answer: str, party: RelyingParty) -> None:
    """Raises KeyRefused."""
    try:
        credential = parse_authentication_credential_json(answer)
        key = session.scalar(
            select(Passkey)
            .where(Passkey.credential_id == credential.raw_id, Passkey.account_id == account_id)
            .with_for_update()
        )
        if key is None:
            raise KeyRefused
        proof = verify_authentication_response(
            credential=credential,
            expected_challenge=_claimed(session, account_id, credential.response.client_data_json),
            expected_rp_id=party.id,
            expected_origin=party.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
        )
    except (WebAuthnException, ValueError) as error:
        raise KeyRefused from error
    key.sign_count, key.used_at = proof.new_sign_count, now()


def _known(session: Session, account_id: int) -> list[PublicKeyCredentialDescriptor]:
    ids = session.scalars(select(Passkey.credential_id).where(Passkey.account_id == account_id))
    return [PublicKeyCredentialDescriptor(id=each) for each in ids]


def _claimed(session: Session, account_id: int, client_data: bytes) -> bytes:
    """The challenge that was signed, if it was ours, for this person and not used before."""
    challenge = parse_client_data_json(client_data).challenge
    claimed: bytes | None = session.scalar(
        delete(PasskeyChallenge)
        .where(
            PasskeyChallenge.challenge == challenge,
            PasskeyChallenge.account_id == account_id,
            PasskeyChallenge.created_at > now() - WAITS,
        )
        .returning(PasskeyChallenge.challenge)
    )
    if claimed is None:
        raise KeyRefused
    return claimed
