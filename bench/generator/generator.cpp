#include "bench/generator/generator.h"

#include <array>
#include <cstring>
#include <utility>

#include "bench/generator/composer.h"
#include "bench/generator/random.h"

namespace gisa::bench {
namespace {

// Whether none of eight bytes is a quote, a backslash or below 0x20. All at once in one register:
// (x - k) & ~x & 0x80 marks a byte below k, and x ^ c makes the byte c zero.
bool eight_plain(const char* text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ull;
  std::uint64_t x;
  std::memcpy(&x, text, sizeof x);
  const std::uint64_t quote = x ^ kOnes * '"', backslash = x ^ kOnes * '\\';
  const std::uint64_t marked =
      ((x - kOnes * 0x20) & ~x) | ((quote - kOnes) & ~quote) | ((backslash - kOnes) & ~backslash);
  return (marked & kOnes * 0x80) == 0;
}

// Appends `text` as a JSON string. Only what JSON demands is escaped; UTF-8 stays as it is.
void append_json_string(std::string_view text, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  static constexpr auto kPlain = [] {
    std::array<bool, 256> plain{};
    for (std::size_t byte = 0x20; byte < 256; ++byte) plain[byte] = byte != '"' && byte != '\\';
    return plain;
  }();
  out += '"';
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    while (at + 8 <= text.size() && eight_plain(text.data() + at)) at += 8;
    if (at == text.size()) break;
    const auto byte = static_cast<unsigned char>(text[at]);
    if (kPlain[byte]) continue;
    out.append(text.substr(done, at - done));
    done = at + 1;
    if (byte == '\n') {
      out += "\\n";
    } else if (byte >= 0x20) {
      out += '\\';
      out += text[at];
    } else {
      out += "\\u00";
      out += kHex[byte >> 4];
      out += kHex[byte & 15];
    }
  }
  out.append(text.substr(done));
  out += '"';
}

}  // namespace

Generator::Generator(std::uint64_t seed) : seed_(seed) {}

void Generator::generate(std::uint64_t number, GeneratedArticle& article,
                         std::vector<AttachedJosa>* josa) const {
  if (josa != nullptr) josa->clear();
  const std::string digits = std::to_string(number);
  article.id = "gen-";
  if (digits.size() < 9) article.id.append(9 - digits.size(), '0');
  article.id += digits;
  Composer composer(mix(seed_ + 0x632BE59BD9B4E019ull) ^ mix(number));
  article.body = composer.body(josa);
  article.title = composer.title();
  composer.write_metadata(article);
}

void append_json_line(const GeneratedArticle& article, std::string& out) {
  const std::array<std::pair<std::string_view, std::string_view>, 8> members = {
      {{"{\"id\":", article.id},
       {",\"title\":", article.title},
       {",\"body\":", article.body},
       {",\"date\":", article.date},
       {",\"press\":", article.press},
       {",\"section\":", article.section},
       {",\"reporter\":", article.reporter},
       {",\"url\":", article.url}}};
  for (const auto& [name, value] : members) {
    out += name;
    append_json_string(value, out);
  }
  out += "}\n";
}

}  // namespace gisa::bench
