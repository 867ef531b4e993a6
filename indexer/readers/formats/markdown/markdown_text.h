/// Markdown reduced to the text a reader would see.
///
///     markdown_to_text("# 제목\n\n**한국은행**은 [11일](https://example.com) ...", true)
///         -> {"제목", "한국은행은 11일 ..."}
///
/// Marks of headings, emphasis, quotes, bullets, code and tables go, links keep their text, images
/// and link definitions are left out; lines stay lines, blank ones go. HTML and entities are left
/// for the cleaner.
///
/// In doubt the text stays as it is, since news is full of what looks like marks: `[단독][속보]`,
/// `[홍길동 기자](서울)`, masked names (`김**씨와 이**씨`), `5*3`, `2024. 3. 5.`, `#해시태그`. So a
/// link needs a target that looks like one, and emphasis begins at the front of a word.
///
/// Time and memory are linear in the size of the input. Threads: any thread at once.
#pragma once

#include <string>
#include <string_view>

namespace gisa {

struct MarkdownText {
  std::string heading;  ///< the first heading of the first level; empty if there is none
  std::string text;
};

/// If `take_heading`, the heading is left out of the text.
MarkdownText markdown_to_text(std::string_view markdown, bool take_heading);

}  // namespace gisa
