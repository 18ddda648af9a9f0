"""Ray Data: every batch of a dataset gets a column more, on all workers."""

import pyarrow as pa
import ray
import zhengwen

cleaner = zhengwen.Cleaner()


def clean(table: pa.Table) -> pa.Table:
    return table.append_column("cleaned", pa.chunked_array(cleaner.batch(table["text"], threads=1)))


def main(texts: list) -> list:
    data = ray.data.from_arrow(pa.table({"text": texts, "id": range(len(texts))}))
    rows = data.map_batches(clean, batch_format="pyarrow", batch_size=1000).take_all()
    return [row["cleaned"] for row in sorted(rows, key=lambda row: row["id"])]


if __name__ == "__main__":
    print(main(["水厂今天通水,大家辛苦了。", "各位读者:\n欢迎!"])[0]["text"])
