/// The fields in front of a Markdown article:
///
///     ---
///     title: "한은, 기준금리 동결"
///     date: 2024-03-05 10:00      # as the site gives it
///     author: 홍길동 기자
///       gildong@example.com
///     ---
///     본문 ...
///
/// A reader of its own instead of a YAML library, because what scrapers write is rarely YAML:
/// `title: [단독] 검찰, ...` (an unfinished list), `title: "전격" 인사` (text after a quoted
/// value), `title: 속보: 동결` (a mapping in a value) are errors to a strict parser, and one error
/// would cost all fields. Here a line `key: value` gives a field whatever stands around it.
///
/// Understood: plain, 'single' and "double" quoted values, values that go on in the following lines
/// (indented or not) until the next key, `|` and `>` blocks, [a, b] and `- a` lists, `# ` comments
/// (a `#` without a space behind it is a hash tag and stays). A value is one line: line ends in it
/// become spaces. Nested mappings are left out.
///
/// Threads: may be called from any thread at once.
#pragma once

#include <string_view>

#include "indexer/readers/formats/field_names.h"

namespace gisa {

struct FrontMatter {
  FieldCollector fields;  ///< never a body
  std::string_view
      body;  ///< what follows it, a view into the text; the whole text if there is none
};

/// Takes the front matter off `text`. It stands between two lines `---` (the second may be `...`)
/// and begins with a key, or else the lines are rules of the text. If the second line is missing,
/// it ends at the first blank line.
FrontMatter read_front_matter(std::string_view text);

}  // namespace gisa
