//! `zhengwen-fit`: scores pages, shows what went wrong on one, checks the marks, pins the floors.

mod report;

use anstream::stdout;
use anyhow::{Context, Result, bail};
use clap::{Parser, Subcommand, ValueEnum};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use zhengwen::Cleaner;
use zhengwen_fit::floors::Floors;
use zhengwen_fit::harm::{Harm, texts, truths};
use zhengwen_fit::learn;
use zhengwen_fit::learn::train::Options;
use zhengwen_fit::{Named, compare_all, corpus, lint, show};

/// Reads the marked pages of fixtures/pages and says how well they are cleaned.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the figures of all pages
    Score(Score),
    /// Print pages with what was lost, left, missed and invented marked in them
    Show {
        /// family/name, or a part of it
        name: String,
        /// Folders and files; the project's own pages if none
        paths: Vec<PathBuf>,
    },
    /// Check that the marks follow the format
    Check {
        /// Folders and files; the project's own pages if none
        paths: Vec<PathBuf>,
    },
    /// Clean texts that are clean already, and list what is taken out of them
    Harm {
        /// A folder of .txt files; the truth of the project's own pages if none
        folder: Option<PathBuf>,
        /// Only so many losses, evenly spread over all of them
        #[arg(long, value_name = "N")]
        sample: Option<usize>,
        /// All of it as one JSON object
        #[arg(long, conflicts_with = "sample")]
        json: bool,
    },
    /// Fit the one reading and print its figures on pages of sites that were held out
    Fit {
        /// Folders and files; the project's own pages if none
        paths: Vec<PathBuf>,
        /// How sure a run must be chrome to be taken out, from 0 to 1
        #[arg(long, value_name = "SHARE")]
        sure: Option<f32>,
        /// What losing speech costs while learning
        #[arg(long, value_name = "COST")]
        lost: Option<f32>,
        /// Fit to all pages and write the table of weights, instead of judging
        #[arg(long)]
        write: bool,
        /// What went wrong, page by page
        #[arg(short, long)]
        verbose: bool,
    },
    /// Write the floors that the test `pages` holds the figures to
    Floors {
        /// Write them although a figure has become worse on the same pages
        #[arg(long)]
        lower: bool,
    },
}

#[derive(clap::Args)]
struct Score {
    /// Folders and files; the project's own pages if none
    paths: Vec<PathBuf>,
    /// Only pages with this in their family/name
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// Figures of each family or site too
    #[arg(long, value_enum)]
    by: Option<By>,
    /// What went wrong, page by page
    #[arg(short, long)]
    verbose: bool,
    /// How often each kind of fault occurs, and a page for each
    #[arg(long)]
    faults: bool,
    /// All of it as one JSON object
    #[arg(long, conflicts_with_all = ["verbose", "faults"])]
    json: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum By {
    Family,
    Site,
}

fn main() -> Result<ExitCode> {
    match run() {
        Ok(is_good) => Ok(if is_good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }),
        // Whoever reads has seen enough.
        Err(error) if error.downcast_ref().is_some_and(is_closed_pipe) => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error),
    }
}

fn is_closed_pipe(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

fn run() -> Result<bool> {
    match Arguments::parse().command {
        Command::Score(arguments) => score(&arguments),
        Command::Show { name, paths } => show_pages(&name, paths),
        Command::Check { paths } => check(paths),
        Command::Harm {
            folder,
            sample,
            json,
        } => harm(folder.as_deref(), sample, json),
        Command::Fit {
            paths,
            sure,
            lost,
            write,
            verbose,
        } => {
            let mut options = Options::default();
            options.sure = sure.unwrap_or(options.sure);
            options.costs.lost = lost.unwrap_or(options.costs.lost);
            if write {
                return write_table(paths, &options);
            }
            fit(paths, &options, verbose)
        }
        Command::Floors { lower } => pin(lower),
    }
}

fn or_own(paths: Vec<PathBuf>) -> Vec<PathBuf> {
    if paths.is_empty() {
        vec![corpus::own()]
    } else {
        paths
    }
}

fn score(arguments: &Score) -> Result<bool> {
    let mut pages = corpus::pages(&or_own(arguments.paths.clone()))?;
    if let Some(only) = &arguments.only {
        pages.retain(|named| named.id.contains(only));
    }
    let found = compare_all(&Cleaner::new(), &pages);
    let group = |named: &Named| match arguments.by? {
        By::Family => Some(named.family().to_owned()),
        By::Site => Some(named.page.site.clone().unwrap_or_default()),
    };
    let report = report::Report::new(&pages, &found, group);
    let mut out = stdout().lock();
    if arguments.json {
        serde_json::to_writer(&mut out, &report.json(&pages, &found))?;
        writeln!(out)?;
        return Ok(true);
    }
    if arguments.verbose {
        report::verbose(&mut out, &pages, &found)?;
    }
    if arguments.faults {
        report::faults(&mut out, &pages, &found)?;
    }
    report.write(&mut out)?;
    Ok(true)
}

fn show_pages(name: &str, paths: Vec<PathBuf>) -> Result<bool> {
    /// More pages than this are named, not shown.
    const MOST: usize = 5;
    let mut pages = corpus::pages(&or_own(paths))?;
    pages.retain(|named| named.id.contains(name));
    if let Some(exact) = pages.iter().position(|named| named.id == name) {
        pages = vec![pages.swap_remove(exact)];
    }
    if pages.is_empty() {
        bail!("no page is named {name}");
    }
    if pages.len() > MOST {
        pages.iter().for_each(|named| println!("{}", named.id));
        bail!("{} pages have {name} in their name; which?", pages.len());
    }
    let mut out = stdout().lock();
    writeln!(out, "{}\n", show::LEGEND)?;
    for (named, found) in pages.iter().zip(compare_all(&Cleaner::new(), &pages)) {
        writeln!(out, "{}\n{}", named.id, show::page(&named.page, &found))?;
    }
    Ok(true)
}

fn check(paths: Vec<PathBuf>) -> Result<bool> {
    let entries = corpus::entries(&or_own(paths))?;
    let findings = lint::check(&entries);
    findings.iter().for_each(|finding| println!("{finding}"));
    println!("{} pages, {} findings", entries.len(), findings.len());
    Ok(findings.is_empty())
}

fn harm(folder: Option<&Path>, sample: Option<usize>, json: bool) -> Result<bool> {
    let texts = match folder {
        Some(folder) => texts(folder)?,
        None => truths(&corpus::pages(&[corpus::own()])?),
    };
    let harm = Harm::measure(&Cleaner::new(), &texts);
    let mut out = stdout().lock();
    if json {
        serde_json::to_writer(&mut out, &harm)?;
        writeln!(out)?;
    } else {
        report::harm(&mut out, &harm, sample)?;
    }
    Ok(true)
}

fn fit(paths: Vec<PathBuf>, options: &Options, verbose: bool) -> Result<bool> {
    let pages = corpus::pages(&or_own(paths))?;
    let is_case = |named: &Named| named.family() == corpus::UNIT;
    let (cases, pages): (Vec<_>, Vec<_>) = pages.into_iter().partition(is_case);
    let mut out = stdout().lock();
    writeln!(out, "ceiling: read with their true labels")?;
    let none = |_: &Named| None;
    report::Report::new(&pages, &learn::ceiling(&pages), none).write(&mut out)?;
    let found = learn::held_out(&pages, &cases, options);
    if verbose {
        report::verbose(&mut out, &pages, &found.pages)?;
    }
    writeln!(
        out,
        "\nwhat they should come out as, read as pages: held out by site"
    )?;
    report::Report::new(&pages, &found.clean, none).write(&mut out)?;
    writeln!(out, "\nheld out by site")?;
    let family = |named: &Named| Some(named.family().to_owned());
    report::Report::new(&pages, &found.pages, family).write(&mut out)?;
    let (told, all) = found.reasons;
    writeln!(
        out,
        "what chrome is for: told right of {told} of {all} runs"
    )?;
    Ok(true)
}

fn write_table(paths: Vec<PathBuf>, options: &Options) -> Result<bool> {
    let table = learn::table(&corpus::pages(&or_own(paths))?, options);
    let path = corpus::own().join("../../src/read/weights.txt");
    fs::write(&path, table.to_string()).with_context(|| path.display().to_string())?;
    println!("fitted to {} pages", table.pages);
    Ok(true)
}

fn pin(lower: bool) -> Result<bool> {
    let path = corpus::own().join("floors.txt");
    let now = Floors::measure(&Cleaner::new())?;
    let pinned = Floors::parse(&fs::read_to_string(&path).unwrap_or_default());
    let fallen = pinned.fallen(&now);
    fallen.iter().for_each(|what| println!("{what}"));
    if !fallen.is_empty() && !lower {
        println!("nothing written; --lower accepts this");
        return Ok(false);
    }
    fs::write(&path, now.to_string()).with_context(|| path.display().to_string())?;
    println!("{now}");
    Ok(true)
}
