//! What a text looks like: one of the things that pages are made of. The first that fits.

use super::character as is;
use super::patterns;
use super::seen::Seen;
use super::shape::{End, Shape};
use crate::cut::{is_closer, is_opener};

/// Which of the things that pages are made of a text looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Class {
    /// A page number with its signs.
    Page,
    /// Digits.
    Number,
    /// An address.
    Address,
    /// Signs without letters.
    Symbols,
    /// Letters without Han.
    Latin,
    /// A salutation with its mark.
    Salutation,
    /// Words that address people, without a mark.
    Addressed,
    /// An ordinal and a few words.
    Heading,
    /// An ordinal and more.
    Numbered,
    /// Ends in the name of a genre.
    Titled,
    /// A date.
    Date,
    /// A name.
    Name,
    /// A label of sites and its value.
    Field,
    /// Words of sites and little else.
    Site,
    /// A sentence.
    Sentence,
    /// A sentence of a few words.
    ShortSentence,
    /// Twenty characters and more without an end.
    LongOpen,
    /// Eight and more.
    MidOpen,
    /// Fewer.
    ShortOpen,
    /// Ends in a comma.
    Comma,
    /// Ends in a colon.
    Colon,
    /// In brackets.
    Bracket,
    /// Thanks at the end.
    Thanks,
    /// Begins a part of a compilation.
    Part,
    /// 大家好！
    Greeting,
    /// A speaker's label.
    Speaker,
}

impl Class {
    /// How many there are.
    pub const COUNT: usize = 26;

    /// The value that stands for no text at all.
    pub(super) const NONE: usize = Self::COUNT;

    /// Coarser, in ten.
    pub(super) fn coarse(class: usize) -> usize {
        match class {
            0..=4 => 0,
            5 | 6 => 1,
            7 | 8 => 2,
            9 => 3,
            10 | 11 => 4,
            12 => 5,
            13 => 6,
            14 | 15 => 7,
            Self::NONE => 9,
            _ => 8,
        }
    }
}

/// The class of a text, given all else about it.
pub(super) fn classify(seen: &Seen, shape: &Shape) -> Class {
    without_han(seen, shape)
        .or_else(|| formula(seen, shape))
        .or_else(|| of_site(shape))
        .unwrap_or_else(|| of_speech(seen.text, shape))
}

fn without_han(seen: &Seen, shape: &Shape) -> Option<Class> {
    let has_letters = seen.scan.has(is::ALPHABETIC);
    if seen.is_page() {
        Some(Class::Page)
    } else if shape.digits * 2 >= shape.chars && !has_letters {
        Some(Class::Number)
    } else if shape.han * 2 < shape.chars && seen.has_address() {
        Some(Class::Address)
    } else if shape.han > 0 {
        None
    } else if has_letters {
        Some(Class::Latin)
    } else {
        Some(Class::Symbols)
    }
}

fn formula(seen: &Seen, shape: &Shape) -> Option<Class> {
    let (text, scan) = (seen.text, seen.scan);
    let is_marked = matches!(scan.last, '：' | ':' | '，' | ',' | '！' | '!');
    let may_be_salutation = (is_marked || scan.has(is::PLURAL)) && shape.sentences <= 1;
    if shape.chars <= 60
        && may_be_salutation
        && patterns::ends_in_people(text)
        && patterns::SALUTATION.is_match(text)
    {
        Some(if is_marked {
            Class::Salutation
        } else {
            Class::Addressed
        })
    } else if seen.is_greeting() {
        Some(Class::Greeting)
    } else if seen.is_thanks() {
        Some(Class::Thanks)
    } else if shape.chars <= 60 && seen.is_part() {
        Some(Class::Part)
    } else if shape.chars <= 12 && shape.end == End::Colon && patterns::LABEL.is_match(text) {
        Some(Class::Speaker)
    } else if shape.ordinal > 0 {
        let is_short =
            shape.chars <= 50 && matches!(shape.end, End::Open | End::Closer | End::Other);
        let is_one = shape.chars <= 36 && shape.sentences == 1 && shape.end == End::Sentence;
        Some(if is_short || is_one {
            Class::Heading
        } else {
            Class::Numbered
        })
    } else {
        None
    }
}

fn of_site(shape: &Shape) -> Option<Class> {
    if shape.field < 9 && shape.chars <= 60 {
        Some(Class::Field)
    } else if shape.cover >= 4 && shape.chars <= 40 {
        Some(Class::Site)
    } else {
        None
    }
}

fn of_speech(text: &str, shape: &Shape) -> Class {
    let is_bracketed = text.starts_with(is_opener) && text.ends_with(is_closer);
    if shape.date == 3 {
        return Class::Date;
    }
    if shape.genre == 2 && (4..=60).contains(&shape.chars) && shape.end != End::Sentence {
        return Class::Titled;
    }
    if is_bracketed && (3..=60).contains(&shape.chars) {
        return Class::Bracket;
    }
    match shape.end {
        End::Sentence if shape.han >= 12 => Class::Sentence,
        End::Sentence => Class::ShortSentence,
        End::Colon => Class::Colon,
        End::Comma => Class::Comma,
        _ if shape.name >= 2 => Class::Name,
        _ if shape.chars >= 20 => Class::LongOpen,
        _ if shape.chars >= 8 => Class::MidOpen,
        _ => Class::ShortOpen,
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::Shape;
    use super::Class;

    #[test]
    fn texts_have_their_class() {
        for (text, class) in [
            ("— 3 —", Class::Page),
            ("同志们：", Class::Salutation),
            ("尊敬的各位来宾，", Class::Salutation),
            ("一、提高认识", Class::Heading),
            (
                "一、提高认识，统一思想，把水厂的事办好，把管网的事办好，把群众的事办好，一件一件地办，办到底，办成功。",
                Class::Numbered,
            ),
            ("厂长在投产仪式上的讲话", Class::Titled),
            ("篇二：厂长在投产仪式上的讲话", Class::Part),
            ("2024年3月5日", Class::Date),
            ("来源：清溪文稿网", Class::Field),
            ("返回首页", Class::Site),
            ("水厂今天投产了，大家都辛苦了。", Class::Sentence),
            ("谢谢大家！", Class::Thanks),
            ("大家好！", Class::Greeting),
            ("主持人：", Class::Speaker),
            ("他说的下载指的是", Class::MidOpen),
        ] {
            assert_eq!(Shape::of(text, &mut Vec::new()).class, class, "{text}");
        }
    }
}
