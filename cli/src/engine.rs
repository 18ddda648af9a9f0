//! From the bytes of one document to what the library makes of it.

use crate::arguments::{Arguments, Cleaning, Placeholders, usage};
use crate::guard::guarded;
use crate::summary::Counts;
use crate::view::shown;
use crate::{near, own_rules, report};
use anyhow::{Context, Result};
use std::fs::File;
use std::path::Path;
use zhengwen::decode::Decoded;
use zhengwen::{ChromeModel, Cleaner, Document, PlaceholderStyle, Reason, Rule, Scratch};

/// The cleaner, set up as the arguments say.
pub(crate) struct Engine {
    cleaner: Cleaner,
    decode_only: bool,
}

/// Documents of more bytes than this leave no memory behind.
const KEPT: usize = 1 << 20;

/// What a thread keeps from one document to the next.
#[derive(Default)]
pub(crate) struct Memory {
    scratch: Scratch,
}

impl Memory {
    /// Takes back a document that has been written.
    pub(crate) fn recycle(&mut self, product: Product) {
        if let Product::Clean(document) = product
            && document.source().len() <= KEPT
        {
            self.scratch.recycle(*document);
        }
    }

    /// Calls `clean` with buffers, which a fault leaves in no state to be used again.
    fn guarded<T>(
        &mut self,
        bytes: usize,
        clean: impl FnOnce(&mut Scratch) -> T,
    ) -> Result<T, String> {
        if bytes > KEPT {
            return guarded(|| clean(&mut Scratch::new()));
        }
        let result = guarded(|| clean(&mut self.scratch));
        if result.is_err() {
            self.scratch = Scratch::new();
        }
        result
    }
}

/// What came out of a document.
pub(crate) enum Product {
    Clean(Box<Document>),
    /// With `--decode-only`.
    Source(Decoded),
}

impl Product {
    pub(crate) fn document(self) -> Result<Box<Document>, String> {
        match self {
            Product::Clean(document) => Ok(document),
            Product::Source(_) => Err("only decoded".into()),
        }
    }
}

impl Engine {
    pub(crate) fn new(arguments: &Arguments) -> Result<Self> {
        Ok(Engine {
            cleaner: cleaner(&arguments.cleaning)?,
            // What is learnt from is what the cleaner would see.
            decode_only: arguments.decode_only || arguments.learn_chrome.is_some(),
        })
    }

    /// The rules of the cleaner.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.cleaner.rules()
    }

    /// A document as bytes; the error says why it failed.
    pub(crate) fn bytes(
        &self,
        bytes: &[u8],
        memory: &mut Memory,
        counts: &mut Counts,
    ) -> Result<Product, String> {
        let product = if self.decode_only {
            guarded(|| self.cleaner.decode(bytes).map(Product::Source))
        } else {
            memory.guarded(bytes.len(), |scratch| {
                let document = self.cleaner.clean_bytes_with(scratch, bytes);
                document.map(|document| Product::Clean(Box::new(document)))
            })
        };
        let product = product.and_then(|result| result.map_err(|error| error.to_string()))?;
        counts.add(bytes.len(), &product);
        Ok(product)
    }

    /// A document as text.
    pub(crate) fn text(
        &self,
        text: &str,
        memory: &mut Memory,
        counts: &mut Counts,
    ) -> Result<Product, String> {
        if self.decode_only {
            return self.bytes(text.as_bytes(), memory, counts);
        }
        let clean = |scratch: &mut Scratch| self.cleaner.clean_with(scratch, text);
        let document = memory.guarded(text.len(), clean)?;
        let product = Product::Clean(Box::new(document));
        counts.add(text.len(), &product);
        Ok(product)
    }
}

/// The cleaner that is asked for.
pub(crate) fn cleaner(cleaning: &Cleaning) -> Result<Cleaner> {
    let mut builder = Cleaner::builder().strict(cleaning.strict);
    builder = match cleaning.placeholders {
        Placeholders::Canonical => builder,
        Placeholders::Keep => builder.placeholders(PlaceholderStyle::Keep),
        Placeholders::Tagged => builder.tagged_placeholders(),
    };
    if let Some(label) = &cleaning.encoding {
        if encoding_rs::Encoding::for_label(label.as_bytes()).is_none() {
            let near = near::hint(label, near::LABELS.iter().copied());
            return Err(usage!("unknown encoding label: {label}{near}"));
        }
        builder = builder.encoding_hint(label);
    }
    let mut ids: Vec<String> = zhengwen::rules().map(|rule| rule.id.to_string()).collect();
    for path in &cleaning.chrome_rules {
        let rules = own_rules::read(path)?;
        ids.extend(rules.iter().map(|rule| rule.id().to_owned()));
        builder = builder.chrome_rules(rules);
    }
    if let Some(path) = &cleaning.chrome_model {
        builder = builder.chrome_model(load(path)?);
        ids.extend(
            Reason::ALL
                .iter()
                .map(|reason| format!("model.{}", reason.as_str())),
        );
    }
    for id in &cleaning.without_rule {
        if !ids.contains(id) {
            let near = near::hint(id, ids.iter().map(String::as_str));
            return Err(usage!("unknown rule: {id}{near}"));
        }
        builder = builder.without_rule(id);
    }
    builder.build().map_err(|error| usage!("{error}"))
}

/// A chrome model from its file, with a word on standard error if it holds more than it is made for.
pub(crate) fn load(path: &Path) -> Result<ChromeModel> {
    let cannot = || format!("cannot read the chrome model {}", path.display());
    let file = File::open(path).with_context(cannot)?;
    let model = ChromeModel::load(file).with_context(cannot)?;
    if let Some(warning) = crowded(&model) {
        let name = shown(&path.display().to_string());
        report::line(&format!("zhengwen: warning: {name}: {warning}"));
    }
    Ok(model)
}

/// What there is to say of a model that holds more than it is made for.
pub(crate) fn crowded(model: &ChromeModel) -> Option<String> {
    if model.fullness() <= 1.0 {
        return None;
    }
    let effect = match model.evidence() {
        Some(bodies) => format!("a line has to recur on {bodies} different pages to be found"),
        None => "no line is found by it".to_owned(),
    };
    let capacity = model.capacity();
    Some(format!(
        "the chrome model holds {:.1} times the {capacity} lines it is made for: {effect}; learn it \
         again with a larger --chrome-capacity",
        model.fullness()
    ))
}
