"""DuckDB: the texts of a query go in, and what comes out is queried like a table."""

import duckdb
import zhengwen

cleaner = zhengwen.Cleaner()


def main(texts: list) -> list:
    crawl = duckdb.sql("select unnest($texts) as text", params={"texts": texts})
    cleaned = cleaner.batch(crawl)  # a table of one column
    return duckdb.sql("select * from cleaned").to_arrow_table().to_pylist()


if __name__ == "__main__":
    print(main(["水厂今天通水,大家辛苦了。", "各位读者:\n欢迎!"])[0]["text"])
