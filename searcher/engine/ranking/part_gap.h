/// What stands between two runs of a text that a word may go on in.
#pragma once

#include <cstdint>
#include <string_view>

namespace gisa {

enum class PartGap : std::uint8_t {
  kSpaces,  ///< or the end of brackets or quotes: 인공 지능, (의협) 회장
  kMark,    ///< one that joins words, 한·미, or nothing between two scripts, 現정부
  kOther,
};

/// Of the bytes between two runs, in UTF-8 or in dense form (common/articles/dense_text.h).
PartGap gap_of_utf8(std::string_view between);
PartGap gap_of_dense(std::string_view between);

}  // namespace gisa
