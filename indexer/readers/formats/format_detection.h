#pragma once

#include <string_view>

#include "indexer/readers/formats/article_format.h"

namespace gisa {

/// How many bytes of a text are enough to tell its format.
inline constexpr std::size_t kDetectionBytes = 64 << 10;

/// The format of a text, by what it begins with: `head` is UTF-8, the first kDetectionBytes or all
/// of it. `by_name`, the format its name speaks for (may be null), decides where the content leaves
/// it open. Null: nothing that holds articles, as far as one can see.
///
/// Not for archives and workbooks, which are no text.
/// Threads: may be called from any thread at once.
const ArticleFormat* detect_format(std::string_view head, const ArticleFormat* by_name,
                                   const FieldNames& names);

}  // namespace gisa
