"""pandas: a column of texts becomes columns of what was found."""

import pandas as pd
import pyarrow as pa
import zhengwen

cleaner = zhengwen.Cleaner()


def clean(texts: pd.Series) -> pd.DataFrame:
    cleaned = pa.table(cleaner.batch(pa.array(texts, pa.string())))
    return cleaned.to_pandas(types_mapper=pd.ArrowDtype).set_index(texts.index)


def main(texts: list) -> list:
    frame = pd.DataFrame({"raw": texts}, index=range(100, 100 + len(texts)))
    frame = frame.join(clean(frame["raw"]))
    return pa.Table.from_pandas(frame).to_pylist()


if __name__ == "__main__":
    print(main(["水厂今天通水,大家辛苦了。", "各位读者:\n欢迎!"])[0]["text"])
