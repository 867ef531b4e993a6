/// What rules know of the other ways to write some words of a query: a number, a title, a name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace gisa {

struct OtherForms {
  /// Where in an article a form counts.
  enum class Place : std::uint8_t {
    kAnywhere,
    kWholeWord,  ///< at the end of a word at most: 20세, but not 20세기; 인천대, but not 인천대교
    kTitle,  ///< words side by side, the first at the beginning of one: 국방부 and 장관 of another
             ///< one are no 국방부 장관
  };

  std::size_t words = 0;                ///< of the query that they stand for; 0: there are none
  std::vector<std::u16string> forms{};  ///< as texts; empty ones mean nothing
  Place place = Place::kAnywhere;
};

}  // namespace gisa
