"""Never run: what a checker of types has to understand."""

from __future__ import annotations

import zhengwen

cleaner = zhengwen.Cleaner(placeholders="keep", without_rules=("inline.quote",))
document: zhengwen.Document = cleaner("水厂今天通水。")
title: str | None = document.title
span: tuple[int, int] = document.blocks[0].span
cleaned: list[zhengwen.Document | zhengwen.DecodeError | None] = cleaner.batch(["水厂", b"\xcb\xae", None], threads=2)
kinds: set[str] = {block.kind for block in document.blocks}
text: str = zhengwen.clean("水厂")
