#pragma once

#include <cstddef>
#include <string_view>

/// What stands below the last sentence of a whole article and advertises others. Further up the
/// same words may be content: ▶ and ▷ lead names, answers and lists. UTF-8, positions in bytes, no
/// state: safe from any thread.
namespace gisa::cleaning {

/// Byte where the pieces that end `text` begin, each of them led by a mark: `▶ 네이버에서
/// 구독하기`. They follow a sentence and each holds a word of advertising, or they follow a
/// reporter's address. `text.size()` when there are none.
size_t promotions_begin(std::string_view text);

/// True when all of `text` is such pieces, which stood below a signature that went; one of them
/// holds a word of advertising if that `must_advertise`.
bool are_promotions(std::string_view text, bool must_advertise);

/// Byte where the line `[관련기사]` and the headlines below it begin; `text.size()` when `text`
/// does not end so.
size_t related_articles_begin(std::string_view text);

}  // namespace gisa::cleaning
