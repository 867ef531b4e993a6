#include "common/glass/keys.h"

#include <algorithm>

#include "common/glass/encoding.h"
#include "common/messages/messages.h"
#include "gisa/error.h"

namespace gisa::glass {
namespace {

bool take_prefix(std::string_view& key, std::string_view prefix) {
  if (!key.starts_with(prefix)) return false;
  key.remove_prefix(prefix.size());
  return true;
}

}  // namespace

void make_metadata_key(std::string_view name, std::string& key) {
  key.assign(kMetadataPrefix).append(name);
}

void make_value_statistics_key(std::uint32_t slot, std::string& key) {
  key.assign(kValueStatisticsPrefix);
  append_trailing(key, slot);
}

void make_value_chunk_key(std::uint32_t slot, std::uint32_t document, std::string& key) {
  key.assign(kValueChunkPrefix);
  append_varint(key, slot);
  append_ordered(key, document);
}

void make_lengths_key(std::uint32_t document, std::string& key) {
  key.assign(kLengthsPrefix);
  if (document != 0) append_ordered(key, document);
}

void make_posting_key(std::string_view term, std::uint32_t document, std::string& key) {
  key.clear();
  append_escaped(key, term);
  if (document == 0) return;
  key.push_back('\0');
  append_ordered(key, document);
}

void make_document_key(std::uint32_t document, std::string& key) {
  key.clear();
  append_ordered(key, document);
}

void check_term(std::string_view term) {
  if (!term.empty() && 2 * term.size() <= kLongestTerm) return;  // whatever is in it
  const auto zeros = static_cast<std::size_t>(std::ranges::count(term, '\0'));
  if (!term.empty() && term.size() + zeros <= kLongestTerm) return;
  throw Error(ErrorCode::kInvalidArgument,
              term.empty() ? std::string(tr("a term is empty"))
                           : tr_format("a term is longer than {} bytes: {}...", kLongestTerm,
                                       term.substr(0, 40)),
              tr("cut terms before they are added"));
}

bool parse_lengths_key(std::string_view key, std::uint32_t& document) {
  document = 0;
  if (!take_prefix(key, kLengthsPrefix)) return false;
  return key.empty() || (take_ordered(key, document) && key.empty() && document != 0);
}

bool parse_posting_key(std::string_view key, std::string& term, std::uint32_t& document) {
  document = 0;
  if (key < kFirstTermKey) return false;
  bool terminated = false;
  take_escaped(key, term, terminated);
  if (!terminated) return !term.empty();
  return take_ordered(key, document) && key.empty() && document != 0;
}

bool parse_value_statistics_key(std::string_view key, std::uint32_t& slot) {
  slot = 0;
  if (!take_prefix(key, kValueStatisticsPrefix) || key.size() > 4) return false;
  for (std::size_t i = key.size(); i-- > 0;) slot = slot << 8 | static_cast<unsigned char>(key[i]);
  return true;
}

bool parse_value_chunk_key(std::string_view key, std::uint32_t& slot, std::uint32_t& document) {
  return take_prefix(key, kValueChunkPrefix) && take_varint(key, slot) &&
         take_ordered(key, document) && key.empty() && document != 0;
}

bool parse_document_key(std::string_view key, std::uint32_t& document) {
  return take_ordered(key, document) && key.empty() && document != 0;
}

bool parse_used_slots_key(std::string_view key, std::uint32_t& document) {
  return take_ordered(key, document) && key.size() == 1 && key[0] == '\0' && document != 0;
}

}  // namespace gisa::glass
