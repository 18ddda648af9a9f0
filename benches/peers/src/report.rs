//! The table: on standard output, and as Markdown in RESULTS.md.

use crate::Documents;
use std::fmt::Write;
use std::process::Command;

/// One line of the table.
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) what: String,
    /// UTF-8 bytes of the documents, whatever the encoding they were read in.
    pub(crate) megabytes_per_second: f64,
}

const BIAS: &str = "\
## Bias

The authors of zhengwen wrote this comparison, its corpus and the regex pipeline. The corpus is \
built from templates: its sentences repeat more than real ones, which helps everything with a \
cache or a branch predictor, and its damage is the damage zhengwen repairs. The peers do not do \
the same work: encoding_rs only decodes; the regex pipelines join some lines and drop some \
adverts but know neither columns nor blocks; plsfix, ftfy and autocorrect are made for other \
damage and other languages too, and none of them types blocks or says where each change came \
from. So the table says what a document costs with each tool, not which tool is better. Every \
peer runs with its defaults, one thread, the best of several rounds in turn; slow ones see fewer \
documents. Megabytes per second are of this machine and of its other load; the ratio to the GBK \
decode is what travels.
";

pub(crate) fn write(rows: &[Row], documents: &Documents) -> std::io::Result<()> {
    let unit = rows[0].megabytes_per_second;
    let mut table = String::from("| tool | what it does | MB/s | ratio |\n|---|---|--:|--:|\n");
    for row in rows {
        let ratio = row.megabytes_per_second / unit;
        let digits = if ratio < 0.1 { 3 } else { 2 };
        let _ = writeln!(
            table,
            "| {} | {} | {:.0} | {ratio:.digits$} |",
            row.name, row.what, row.megabytes_per_second
        );
    }
    print!("{table}");
    let count = documents.texts.len();
    let bytes = documents.bytes(count) as f64 / 1e6;
    let page = format!(
        "# Beside others\n\n{count} distinct documents, {bytes:.1} MB of UTF-8, one thread; the \
         unit is encoding_rs decoding the same documents from GBK in the same run.\n\n{table}\n\
         - machine: {}\n- compiler: {}, fat LTO, one codegen unit, every peer alike\n- date: {}\n\n{BIAS}",
        machine(),
        output("rustc", &["--version"]),
        output("date", &["-u", "+%Y-%m-%d"]),
    );
    std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/RESULTS.md"), page)
}

fn machine() -> String {
    let cpu = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown", |(_, model)| model);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{model}, {cores} cores, {}", output("uname", &["-sr"]))
}

fn output(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let text = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned());
    text.unwrap_or_default().trim().to_owned()
}
