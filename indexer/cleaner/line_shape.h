#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

/// Where sentences, marks and links begin and end in one line of a scraped article: the questions
/// the rules of the cleaner ask.
///
/// Lines are normalised (see paragraphs.h), positions are bytes. No state: safe from any thread.
namespace gisa::cleaning {

/// The most that is looked back for a byline or a list of staff at the end of a line.
inline constexpr size_t kMaxSegmentBytes = 240;

/// Stops, quotation marks and brackets that end a sentence or what was glued to one.
bool is_sentence_closer(std::string_view character);

/// Where the words after the last sentence end of `line` begin; nothing when that lies further back
/// than kMaxSegmentBytes. Full stops between letters or digits (2026.1.4, a.com) end no sentence,
/// nor does the bracket of `뉴욕(미국)=홍길동`.
std::optional<size_t> last_segment(std::string_view line);

/// Byte after the last of the addresses that follow `at`, with at most a headline between two.
size_t links_end(std::string_view line, size_t at);

/// Byte after blanks, closing brackets and a stop that follow `at`.
size_t skip_closers(std::string_view line, size_t at);

/// Byte where the marks before `at` begin (`※ `, `<`, `*`), or `at`.
size_t skip_marks_back(std::string_view line, size_t at);

/// True for table rulers, separators and stray marks: no letter, no digit. `| --- |`, `▲`, `…`.
bool is_only_marks(std::string_view line);

/// Byte where the hashtags that end `line` begin; `line.size()` when it ends in none.
size_t hashtags_begin(std::string_view line);

/// True when a sentence of `text` ends in `…다.` but not in `…니다.`: reports speak so, and notices
/// are polite.
bool holds_plain_statement(std::string_view text);

/// Cheap test: prose ends with a stop or a quotation mark, and then nothing hangs on its end.
bool ends_like_prose(std::string_view line);

}  // namespace gisa::cleaning
