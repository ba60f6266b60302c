"""Open-textured limits in sentences: what number would be needed, what was granted."""

from __future__ import annotations

import re
from typing import Final

from checker.show.glossary import OUTCOMES, VERDICTS
from checker.show.lang import Text
from checker.tasks.findings import Flip
from model.logic.limits import LimitId, OpenLimit, open_limit_of
from model.logic.meaning import Outcome


def flip_text(flip: Flip) -> Text:
    """Returns what number of days would be needed, and what the proposed one would make of it."""
    limit = open_limit_of(flip.limit)
    head = Text(
        f"“{limit.zh}”（{limit.id}）未定日数：", f"“{limit.en}” ({limit.id}) has no number: "
    )
    then = OUTCOMES[Outcome.NOT_ENGAGED]
    if flip.under_stipulated is not None:
        then = VERDICTS[flip.under_stipulated][1]
    proposed = Text(
        f"；建议值 {flip.stipulated} 日（非法律规定）之下：{then.zh}",
        f"; under the proposed {flip.stipulated} (not law): {then.en}",
    )
    return head + _needed(flip) + proposed + _anchored(limit)


def _needed(flip: Flip) -> Text:
    if flip.days is None:
        return Text(
            "没有一个日数足以使其合规", "there is no number from which on the record complies"
        )
    return Text(
        f"取 {flip.days} 日或更多则不违反，更少则违反",
        f"with {flip.days} or more days nothing is broken, with fewer it is",
    )


def _anchored(limit: OpenLimit) -> Text:
    if limit.anchor is None:
        return Text("；无文本定其上限", "; no text sets a most")
    return Text(
        f"；至多 {limit.anchor} 日（{authority(limit).zh}）",
        f"; at most {limit.anchor} ({limit.source})",
    )


def granted_text(id: LimitId) -> Text:
    """Returns, of a violation, that the longest admissible limit was granted."""
    limit = open_limit_of(id)
    if limit.anchor is None:
        return Text("取任何日数都违反", "whatever number of days is meant")
    return Text(
        f"“{limit.zh}”（{limit.id}）已按可取的最长 {limit.anchor} 日计（{authority(limit).zh}）",
        f"“{limit.en}” ({limit.id}) was taken as the longest admissible, {limit.anchor} days"
        f" ({limit.source})",
    )


_ARTICLES: Final = re.compile(r" arts?\. (\d+(?: and \d+)*)")
_IN_CHINESE: Final = (
    ("; anchor: with the handling at most ", "；上限（连同办理）据 "),
    ("; anchor: ", "；上限据 "),
    ("; no text sets a limit", "；无文本定其限"),
    ("; the text sets no time", "；条文未定时间"),
    ("; it must fit in the 60 + 30 days of ", "；须在下列条文的60日加30日之内："),
    ("; all within the 60 + 30 days of ", "；合计须在下列条文的60日加30日之内："),
    ("; no cap to borrow ", "；无可借用的上限"),
    (" says promptly", " 只言“及时”"),
    (" says “promptly” and no number", " 只言“及时”，未定日数"),
    (", from outside the given text", "（出自所给文本之外）"),
    (" says regularly too", " 亦言“定期”"),
    (", the time of the outer answer", "，即对外答复之期"),
    (" had 30 days and is repealed", " 定为三十日，已废止"),
    ("; the 60 days of REG22-34 are not theirs ", "；REG22-34 的六十日与之无关 "),
)


def authority(limit: OpenLimit) -> Text:
    """Returns where the words stand and what caps them, in both languages."""
    zh = limit.source
    for english, chinese in _IN_CHINESE:
        zh = zh.replace(english, chinese)
    return Text(_ARTICLES.sub(_articles, zh), limit.source)


def _articles(found: re.Match[str]) -> str:
    return f" 第{found.group(1).replace(' and ', '、')}条"
