"""A page as its readers take it in: texts and spoken attributes, each with its language."""

from html.parser import HTMLParser

SPOKEN = ("aria-label", "title", "alt", "placeholder", "label")
DESCRIBING = {"description", "og:title"}
UNSPOKEN = {"script", "style"}
VOID = {"meta", "link", "input", "img", "br", "hr", "source", "col", "wbr"}


class Wording(HTMLParser):
    """`said` holds language, tag and text of all that is read or spoken, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str, str]] = []
        self.within = [("", "")]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = {name: value or "" for name, value in attrs}
        language = own.get("lang") or self.within[-1][1]
        self.texts += [(language, tag, own[name]) for name in SPOKEN if name in own]
        if own.get("name", own.get("property")) in DESCRIBING:
            self.texts.append((language, tag, own["content"]))
        if tag not in VOID:
            self.within.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.within[-1][0] == tag, (tag, self.within)
            self.within.pop()

    def handle_data(self, data: str) -> None:
        tag, language = self.within[-1]
        if data.strip() and tag not in UNSPOKEN:
            self.texts.append((language, tag, data.strip()))
