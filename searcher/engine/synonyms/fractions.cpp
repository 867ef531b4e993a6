#include "searcher/engine/synonyms/fractions.h"

#include <string_view>

namespace gisa {
namespace {

// One to ten; 0 for others.
unsigned small_number(std::u16string_view digits) {
  if (digits == u"10") return 10;
  const bool is_one_digit = digits.size() == 1 && digits[0] >= u'1' && digits[0] <= u'9';
  return is_one_digit ? digits[0] - u'0' : 0;
}

}  // namespace

OtherForms other_form_of_fraction(std::span<const QueryWord> words) {
  const bool may_be = words.size() > 1 && words[1].is_divisor && !words[0].is_joined &&
                      words[0].script == Script::kNumber && words[1].script == Script::kNumber;
  const bool goes_on = words.size() > 2 && (words[2].is_joined || words[2].is_glued);  // 2/3분기
  if (!may_be || goes_on) return {};
  const unsigned part = small_number(words[0].stem), parts = small_number(words[1].stem);
  if (part == 0 || part >= parts) return {};
  return {2, {words[1].stem + u"분의 " + words[0].stem}};
}

}  // namespace gisa
