"""polars: an expression that cleans a column, eager or lazy, and the fields of what comes out."""

import polars as pl
import zhengwen

cleaner = zhengwen.Cleaner()
CLEANED = pl.Series(cleaner.batch(pl.Series([], dtype=pl.String))).dtype


def clean(column: str) -> pl.Expr:
    return pl.col(column).map_batches(lambda texts: pl.Series(cleaner.batch(texts)), return_dtype=CLEANED)


def main(texts: list) -> list:
    frame = pl.LazyFrame({"text": texts}).with_columns(cleaned=clean("text")).collect()
    return frame["cleaned"].to_list()


if __name__ == "__main__":
    print(main(["水厂今天通水,大家辛苦了。", "各位读者:\n欢迎!"])[0]["text"])
