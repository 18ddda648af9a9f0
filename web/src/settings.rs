//! What one can set on the page.

use crate::failure;
use zhengwen::{ChromeRule, Cleaner, PlaceholderKind, PlaceholderStyle};

/// The settings; what is left out is as the library has it.
///
/// The page writes one a line, its parts separated by tabs (a reader of JSON is much code to load):
/// `off`, a rule; `style`, `canonical`, `keep` or `tagged`, and the kind of placeholder it is for,
/// if not all; `own`, reason, scope and pattern.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// Ids of rules that are switched off. Those that no rule has are passed over: a link may be
    /// older than the page.
    off: Vec<String>,
    /// How placeholders are written.
    style: Style,
    /// How those of one kind are written.
    styles: Vec<(String, Style)>,
    /// Chrome rules of one's own.
    own: Vec<Own>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Style {
    #[default]
    Canonical,
    Keep,
    Tagged,
}

#[derive(Debug)]
struct Own {
    reason: String,
    scope: String,
    pattern: String,
}

impl Settings {
    pub(crate) fn read(lines: &str) -> Result<Self, String> {
        let mut settings = Settings::default();
        for line in lines.lines() {
            let mut parts = line.splitn(4, '\t');
            let name = parts.next().unwrap_or_default();
            let mut next = || parts.next().unwrap_or_default().to_owned();
            match name {
                "off" => settings.off.push(next()),
                "style" => {
                    let style = Style::read(&next())?;
                    match next() {
                        all if all.is_empty() => settings.style = style,
                        kind => settings.styles.push((kind, style)),
                    }
                }
                "own" => settings.own.push(Own {
                    reason: next(),
                    scope: next(),
                    pattern: next(),
                }),
                _ => return Err(failure("settings", &line)),
            }
        }
        Ok(settings)
    }

    pub(crate) fn cleaner(&self) -> Result<Cleaner, String> {
        // The tags are the library's; whatever else is asked for comes on top of them.
        let mut builder = Cleaner::builder().tagged_placeholders();
        for kind in PlaceholderKind::ALL {
            let own = self.styles.iter().find(|(name, _)| name == kind.as_str());
            let style = own.map_or(self.style, |&(_, style)| style);
            builder = match style {
                Style::Canonical => builder.placeholders_of(kind, PlaceholderStyle::Canonical),
                Style::Keep => builder.placeholders_of(kind, PlaceholderStyle::Keep),
                Style::Tagged => builder,
            };
        }
        for id in &self.off {
            if zhengwen::rules().any(|rule| rule.id == id.as_str()) {
                builder = builder.without_rule(id);
            }
        }
        let rules = self
            .own
            .iter()
            .enumerate()
            .map(|(index, own)| own.rule(index));
        let rules = rules.collect::<Result<Vec<_>, _>>()?;
        let cleaner = builder.chrome_rules(rules).build();
        cleaner.map_err(|error| failure("settings", &error))
    }
}

impl Style {
    fn read(name: &str) -> Result<Self, String> {
        match name {
            "canonical" => Ok(Style::Canonical),
            "keep" => Ok(Style::Keep),
            "tagged" => Ok(Style::Tagged),
            _ => Err(failure("settings", &name)),
        }
    }
}

impl Own {
    /// The rule; an error is about `own` and its place in the list.
    fn rule(&self, index: usize) -> Result<ChromeRule, String> {
        let about = format!("own {index}");
        let reason = self
            .reason
            .parse()
            .map_err(|error| failure(&about, &error))?;
        let scope = self
            .scope
            .parse()
            .map_err(|error| failure(&about, &error))?;
        let id = format!("custom.{}", index + 1);
        ChromeRule::new(id, reason, scope, &self.pattern).map_err(|error| failure(&about, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::Settings;

    fn cleaned(settings: &str, text: &str) -> String {
        let cleaner = Settings::read(settings).unwrap().cleaner().unwrap();
        cleaner.clean(text).into_text()
    }

    #[test]
    fn styles() {
        let text = "*月,张某某同志到任。\n";
        assert_eq!(cleaned("", text), "X月，张XX同志到任。\n");
        assert_eq!(cleaned("style\tkeep", text), "*月，张某某同志到任。\n");
        let tagged = "⟨Date⟩月，张⟨Person⟩同志到任。\n";
        assert_eq!(cleaned("style\ttagged\n", text), tagged);
        let mixed = "style\ttagged\nstyle\tkeep\tdate\n";
        assert_eq!(cleaned(mixed, text), "*月，张⟨Person⟩同志到任。\n");
    }

    #[test]
    fn rules_that_are_off_and_those_that_are_unknown() {
        let settings = "off\tinline.punctuation\noff\tinline.of_another_version\n";
        let text = "各位老师:\n大家好.\n";
        assert_eq!(cleaned(settings, text), "各位老师:\n大家好。\n");
    }

    #[test]
    fn rules_of_ones_own() {
        let text = "同志们：\n叮咚 3\n今天开会。\n";
        let own = "own\twidget\tline\t叮咚.*\n";
        assert_eq!(cleaned(own, text), "同志们：\n今天开会。\n");
        for wrong in ["own\twidget\tline\t(", "own\twhim\tline\ta", "own"] {
            let error = Settings::read(wrong).unwrap().cleaner().unwrap_err();
            assert!(error.starts_with(r#"["own 0","#), "{error}");
        }
    }

    #[test]
    fn lines_that_are_no_setting() {
        for wrong in ["on\tlayout.join", "style\tbold"] {
            let error = Settings::read(wrong).unwrap_err();
            assert!(error.starts_with(r#"["settings","#), "{error}");
        }
    }
}
