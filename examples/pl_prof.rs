use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
struct A;
static ARMED: AtomicBool = AtomicBool::new(false);
static mut HITS: Vec<String> = Vec::new();
fn hit(kind: &str, n: usize) {
    if ARMED.swap(false, Relaxed) {
        let b = std::backtrace::Backtrace::force_capture().to_string();
        let mut names: Vec<&str> = b
            .lines()
            .filter(|l| l.contains("zhengwen::") || l.contains("src/decode"))
            .map(|l| l.trim())
            .collect();
        names.truncate(3);
        let s = format!("{kind} {}", names.join(" < "));
        let _ = n;
        #[allow(static_mut_refs)]
        unsafe {
            HITS.push(s)
        };
        ARMED.store(true, Relaxed);
    }
}
unsafe impl GlobalAlloc for A {
    unsafe fn alloc(&self, l: Layout) -> *mut u8 {
        hit("alloc", l.size());
        unsafe { System.alloc(l) }
    }
    unsafe fn dealloc(&self, p: *mut u8, l: Layout) {
        unsafe { System.dealloc(p, l) }
    }
    unsafe fn realloc(&self, p: *mut u8, l: Layout, n: usize) -> *mut u8 {
        hit("realloc", n);
        unsafe { System.realloc(p, l, n) }
    }
}
#[global_allocator]
static G: A = A;
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let mode = a[1].as_str();
    let cleaner = zhengwen::Cleaner::new();
    let mut texts = Vec::new();
    for d in &a[2..] {
        let mut files: Vec<_> = std::fs::read_dir(d)
            .unwrap()
            .map(|e| e.unwrap().path())
            .filter(|p| p.extension().is_some_and(|e| e == "txt"))
            .collect();
        files.sort();
        for f in files {
            texts.push(String::from_utf8_lossy(&std::fs::read(f).unwrap()).into_owned());
        }
    }
    let bytes: usize = texts.iter().map(String::len).sum();
    match mode {
        "alloc" => {
            for t in &texts {
                let _ = cleaner.clean(t);
            }
            ARMED.store(true, Relaxed);
            for t in &texts {
                let _ = cleaner.clean(t);
            }
            ARMED.store(false, Relaxed);
            #[allow(static_mut_refs)]
            let hits = unsafe { &HITS };
            let mut m: HashMap<&str, usize> = HashMap::new();
            for h in hits {
                *m.entry(h).or_default() += 1;
            }
            let mut v: Vec<_> = m.into_iter().collect();
            v.sort_by_key(|x| std::cmp::Reverse(x.1));
            println!("{} per doc", hits.len() as f64 / texts.len() as f64);
            for (h, c) in v.iter().take(45) {
                println!("{:8.2} {h}", *c as f64 / texts.len() as f64);
            }
        }
        "stages" => {
            use zhengwen::stages::Stages;
            let mut stages: Vec<Stages> = texts.iter().map(|t| Stages::new(&cleaner, t)).collect();
            let mut show = |name: &str, f: &mut dyn FnMut(&mut Stages) -> usize| {
                let mut best = f64::MAX;
                for _ in 0..7 {
                    let t = std::time::Instant::now();
                    let n: usize = stages.iter_mut().map(|s| f(s)).sum();
                    std::hint::black_box(n);
                    best = best.min(t.elapsed().as_secs_f64());
                }
                println!(
                    "{name:10} {:8.0} MB/s  {:6.2} ns/B",
                    bytes as f64 / best / 1e6,
                    best * 1e9 / bytes as f64
                );
            };
            show("lines", &mut |s| s.lines());
            show("chrome", &mut |s| s.chrome());
            show("layout", &mut |s| s.layout());
            show("inline", &mut |s| s.inline());
            show("pass", &mut |s| s.pass());
            let mut best = f64::MAX;
            for _ in 0..7 {
                let t = std::time::Instant::now();
                for t in &texts {
                    std::hint::black_box(cleaner.clean(t));
                }
                best = best.min(t.elapsed().as_secs_f64());
            }
            println!(
                "{:10} {:8.0} MB/s  {:6.2} ns/B",
                "all",
                bytes as f64 / best / 1e6,
                best * 1e9 / bytes as f64
            );
        }
        _ => {
            let mut n = 0;
            for t in &texts {
                n += cleaner.clean(t).text().len();
            }
            println!("{bytes} {n}");
        }
    }
}
