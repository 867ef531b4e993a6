#include "searcher/engine/synonyms/currency_signs.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>

#include "common/analysis/normalized_text.h"
#include "common/text/ascii.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

struct Currency {
  char16_t sign, wide_sign;
  std::string_view name;
  std::u16string_view units;  // of the name
};

constexpr Currency kCurrencies[] = {{u'$', u'＄', "달러", u"달러"},
                                    {u'€', u'€', "유로", u"유로"},
                                    {u'£', u'￡', "파운드", u"파운드"},
                                    {u'¥', u'￥', "엔", u"엔"},
                                    {u'₩', u'￦', "원", u"원"}};

constexpr std::u32string_view kAmount = U"0123456789.,십백천만억조";
constexpr std::string_view kOfAmerica = "US";

// Where the amount ends that begins there: 1조2천억, but not the comma behind it.
std::size_t end_of_amount(std::string_view query, std::size_t begin) {
  std::size_t end = begin;
  for (std::size_t at = begin; at < query.size();) {
    const auto [c, bytes] = decode_utf8(query, at);
    const char32_t plain = plain_form(c);
    if (kAmount.find(plain) == std::u32string_view::npos) break;
    at += bytes;
    if (plain != U'.' && plain != U',') end = at;
  }
  return end;
}

// $4.3 billion and $100M are counted in other numbers.
bool is_english(std::string_view behind) {
  if (behind.starts_with(' ')) behind.remove_prefix(1);
  return !behind.empty() && is_ascii_letter(behind.front());
}

struct Amount {
  std::string_view digits, name;
  std::size_t end = 0;  // in the query
};

std::optional<Amount> amount_at(std::string_view query, std::size_t at) {
  const auto [sign, bytes] = decode_utf8(query, at);
  const auto* const currency = std::ranges::find_if(kCurrencies, [sign = sign](const Currency& c) {
    return c.sign == sign || c.wide_sign == sign;
  });
  const std::size_t begin = at + bytes;
  if (currency == std::end(kCurrencies) || begin >= query.size()) return std::nullopt;
  if (!is_digit(plain_form(decode_utf8(query, begin).code_point))) return std::nullopt;
  const std::size_t end = end_of_amount(query, begin);
  if (is_english(query.substr(end))) return std::nullopt;
  const bool is_named = query.substr(end).starts_with(currency->name);
  return Amount{query.substr(begin, end - begin), is_named ? "" : currency->name, end};
}

}  // namespace

std::string with_currency_names(std::string_view query) {
  std::string out;
  for (std::size_t at = 0; at < query.size();) {
    const auto amount = amount_at(query, at);
    const bool is_american =
        out.ends_with(kOfAmerica) && (out.size() == kOfAmerica.size() ||
                                      !is_ascii_letter(out[out.size() - kOfAmerica.size() - 1]));
    const bool has_letter = !out.empty() && is_ascii_letter(out.back());
    if (amount && (is_american || !has_letter)) {
      if (is_american) out.resize(out.size() - kOfAmerica.size());
      out.append(amount->digits).append(amount->name);
      at = amount->end;
    } else {
      out += query[at++];
    }
  }
  return out;
}

char16_t currency_sign_of(std::u16string_view name) {
  const auto* const currency = std::ranges::find(kCurrencies, name, &Currency::units);
  return currency == std::end(kCurrencies) || currency->sign == u'₩' ? u'\0' : currency->sign;
}

}  // namespace gisa
