//! A document as a run wrote it.

use serde::Deserialize;
use zhengwen::Document;

/// What a run made of one document.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Output {
    #[serde(default)]
    pub(super) encoding: String,
    #[serde(default)]
    pub(super) truncated: bool,
    #[serde(default)]
    pub(super) blocks: Vec<Block>,
    pub(super) edits: Option<Vec<Edit>>,
    pub(super) error: Option<String>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(super) struct Block {
    pub(super) kind: String,
    pub(super) level: Option<u8>,
    pub(super) text: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub(super) struct Edit {
    pub(super) span: (usize, usize),
    pub(super) original: String,
    pub(super) rule: String,
    pub(super) replacement: String,
}

impl From<&Document> for Output {
    fn from(document: &Document) -> Self {
        let block = |block: zhengwen::Block<'_>| Block {
            kind: block.kind.as_str().to_owned(),
            level: block.kind.level(),
            text: block.text.to_owned(),
        };
        let edit = |edit: zhengwen::Edit<'_>| Edit {
            span: (edit.span.start, edit.span.end),
            original: edit.original.to_owned(),
            rule: edit.rule.to_owned(),
            replacement: edit.replacement.to_owned(),
        };
        Output {
            encoding: document.encoding().to_owned(),
            truncated: document.is_truncated(),
            blocks: document.blocks().map(block).collect(),
            edits: Some(document.edits().map(edit).collect()),
            error: None,
        }
    }
}
