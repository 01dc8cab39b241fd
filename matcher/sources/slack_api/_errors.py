"""What Slack refuses, in words with a remedy."""

from typing import Final

from matcher.domain import ConfigurationError, MatcherError
from matcher.sources.slack_api._calls import SCOPES, VARIABLE, NoAnswerError, RefusedError

UNREADABLE_CHANNEL: Final = {
    "not_in_channel": "アプリが入っていないため、読み込めません。"
    "Slackでこのチャンネルを開き、「/invite @アプリの名前」でアプリを招いてください。",
    "channel_not_found": "読み込みの途中で見えなくなったため、読み込めません。"
    "非公開になったか、削除されていないか確かめてください。",
    "method_not_supported_for_channel_type": "Slackがこの種類のチャンネルを読ませないため、"
    "読み込めません。Slackの書き出しに含まれるか確かめてください。",
}
"""Refusals that concern one channel: the others can still be read."""

_SETTINGS: Final = "Slackのアプリの設定画面(OAuth & Permissions)"
_TOKEN: Final = {
    "invalid_auth": "Slackがトークンを受け付けません。まちがっているか、無効になっています。",
    "not_authed": "Slackにトークンが届いていません。",
    "token_revoked": "このトークンは取り消されています。",
    "token_expired": "このトークンは期限が切れています。",
    "account_inactive": "このトークンの持ち主かワークスペースが、利用停止になっています。",
    "not_allowed_token_type": "この種類のトークンでは読み込めません。",
}
_ORGANIZATION: Final = {
    "access_denied",
    "accesslimited",
    "ekm_access_denied",
    "enterprise_is_restricted",
    "no_permission",
    "org_login_required",
    "team_access_not_granted",
    "two_factor_setup_required",
}


def refusal(error: RefusedError) -> MatcherError:
    """The error that a person sees when Slack refused a call."""
    if what := _TOKEN.get(error.code):
        return ConfigurationError(
            what,
            remedy=f"{_SETTINGS}で、ボットかユーザーのトークン(xoxb-…かxoxp-…)を確かめ、"
            f"環境変数 {VARIABLE} に設定し直してください。",
            value=error.code,
        )
    if error.code == "missing_scope":
        needed = error.needed or "、".join(SCOPES)
        return ConfigurationError(
            f"アプリの権限(スコープ)が足りません。必要な権限: {needed}",
            remedy=f"{_SETTINGS}で権限を足し、ワークスペースへ再インストールしてください。"
            f"全部で必要なもの: {'、'.join(SCOPES)}。",
            value=error.code,
        )
    if error.code in UNREADABLE_CHANNEL:
        return ConfigurationError(
            "Slackが読み込みを断りました。",
            remedy="アプリをチャンネルに招いてから、もう一度実行してください。",
            value=error.code,
        )
    if error.code in _ORGANIZATION:
        return ConfigurationError(
            "ワークスペースの決まりにより、このアプリでは読み込めません。",
            remedy="Slackの管理者に、このアプリの利用を許可してもらってください。",
            value=error.code,
        )
    return MatcherError(
        f"Slackが読み込みを断りました({error.method})。",
        remedy="時間をおいてもう一度実行してください。続くときは、この値をSlackの管理者に伝えてください。",
        value=error.code,
    )


def no_channel_readable(code: str) -> ConfigurationError:
    """The error when not a single channel can be read."""
    return ConfigurationError(
        "読み込めるチャンネルが1つもありません。アプリがどのチャンネルにも入っていません。",
        remedy="読み込むチャンネルをSlackで開き、「/invite @アプリの名前」で招いてください。"
        "招かずに読むには、ユーザーのトークン(xoxp-…)を使います。",
        value=code,
    )


def unreachable(error: NoAnswerError) -> MatcherError:
    """The error when calls stay without an answer."""
    certificate = "証明書" in error.why
    return MatcherError(
        error.why,
        remedy="庁内のプロキシが通信を検査していることがあります。ネットワークの管理者に証明書の"
        "ファイルをもらい、環境変数 SSL_CERT_FILE に設定してください。"
        if certificate
        else "ネットワークの接続とプロキシの設定(環境変数 HTTPS_PROXY)を確かめて、"
        "もう一度実行してください。続きから読み込みます。",
    )


def told_to_wait(seconds: float) -> MatcherError:
    """The error when Slack asks for a wait that is longer than the program stays."""
    minutes = max(1, round(seconds / 60))
    return MatcherError(
        "Slackから、読み込みをしばらく待つように言われました。",
        remedy=f"およそ{minutes:,}分後に、もう一度実行してください。続きから読み込みます。",
        value="ratelimited",
    )


def stuck(method: str) -> MatcherError:
    """The error when Slack names further pages but gives the same again."""
    return MatcherError(
        "Slackが同じ答えをくり返すため、先へ進めません。",
        remedy="時間をおいてもう一度実行してください。続きから読み込みます。",
        value=method,
    )


def other_workspace(known: str, found: str) -> ConfigurationError:
    """The error when the token belongs to another workspace than what was read before."""
    return ConfigurationError(
        f"このトークンは、これまでに読み込んだワークスペース({known})のものではありません。",
        remedy="同じワークスペースのトークンを使うか、別のデータベースを指定してください。",
        value=found,
    )
