#include "tests/indexer/glass/term_lists.h"

#include <algorithm>
#include <vector>

#include "common/glass/encoding.h"
#include "common/glass/keys.h"
#include "common/glass/version_file.h"
#include "common/system/files.h"
#include "indexer/glass/table_writer.h"

namespace gisa::test {
namespace {

std::size_t shared_prefix(std::string_view a, std::string_view b) {
  return static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
}

std::string list_of(const ModelDocument& document) {
  std::vector<TermCount> terms;
  std::uint32_t length = 0;
  for (const auto& [term, wdf] : document.terms) {
    terms.push_back({term, wdf});
    length += wdf;
  }
  return encode_term_list(length, terms);
}

std::string slots_of(const ModelDocument& document) {
  std::string tag;
  std::uint32_t next = 0;
  for (const auto& [slot, value] : document.values) {
    glass::append_varint(tag, slot - next);
    next = slot + 1;
  }
  return tag;
}

}  // namespace

std::string encode_term_list(std::uint32_t length, std::span<const TermCount> terms) {
  std::string tag;
  if (terms.empty()) return tag;
  glass::append_varint(tag, length);
  glass::append_varint(tag, terms.size());
  std::string_view before;
  for (const auto& [term, wdf] : terms) {
    if (before.empty()) {
      tag.push_back(static_cast<char>(term.size()));
      tag.append(term);
      glass::append_varint(tag, wdf);
    } else {
      const std::size_t reused = shared_prefix(before, term);
      const std::size_t packed = (std::size_t{wdf} + 1) * (before.size() + 1) + reused;
      const bool is_packed = wdf < 127 && packed < 256;
      tag.push_back(static_cast<char>(is_packed ? packed : reused));
      tag.push_back(static_cast<char>(term.size() - reused));
      tag.append(term.substr(reused));
      if (!is_packed) glass::append_varint(tag, wdf);
    }
    before = term;
  }
  return tag;
}

void add_term_lists(const Corpus& corpus, const std::filesystem::path& segment) {
  using glass::Table;
  glass::VersionFile version = glass::read_version_file(segment);
  const std::filesystem::path file = table_file(segment, Table::kTermlist);
  std::filesystem::remove(file);
  glass::TableWriter table(file, version[Table::kPostlist].block_size);
  std::string key;
  for (const auto& [id, document] : corpus) {
    glass::make_document_key(id, key);
    table.add(key, list_of(document));
    if (document.values.empty()) continue;
    table.add(key + '\0', slots_of(document));
  }
  version[Table::kTermlist] = table.finish();
  write_file(segment / glass::kVersionFileName, glass::encode_version_file(version));
}

}  // namespace gisa::test
