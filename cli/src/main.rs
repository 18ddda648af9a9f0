//! The tool `zhengwen`: see the library of this package.

use std::process::ExitCode;

fn main() -> ExitCode {
    ExitCode::from(zhengwen_cli::run(std::env::args_os().collect()))
}
