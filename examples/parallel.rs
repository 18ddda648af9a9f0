//! Many files on all cores, with nothing but the standard library:
//!
//! ```sh
//! cargo run --release --example parallel -- fixtures/wild-like/*.txt
//! ```

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use zhengwen::{Cleaner, Scratch};

fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let cleaner = Cleaner::new(); // shared: it never changes
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // One for each thread: buffers that go from one document to the next.
                let mut scratch = Scratch::new();
                while let Some(path) = paths.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let bytes = match std::fs::read(path) {
                        Ok(bytes) => bytes,
                        Err(error) => {
                            eprintln!("{path}: {error}");
                            continue;
                        }
                    };
                    match cleaner.clean_bytes_with(&mut scratch, &bytes) {
                        Ok(document) => {
                            println!("{path}: {}", document.title().unwrap_or("no title"));
                            scratch.recycle(document);
                        }
                        Err(error) => eprintln!("{path}: {error}"),
                    }
                }
            });
        }
    });
}
