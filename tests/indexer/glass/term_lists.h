/// Term lists, which gisa's segments do without: for tests that let Xapian modify a segment.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "tests/indexer/glass/corpus.h"

namespace gisa::test {

struct TermCount {
  std::string_view term;
  std::uint32_t wdf = 0;
};

/// The tag of a term list (glass/term_list.h). `terms` ascend and occur once each; `length` is the
/// sum of their wdf.
std::string encode_term_list(std::uint32_t length, std::span<const TermCount> terms);

/// Gives a segment of the corpus the termlist table that Xapian would have made for it.
void add_term_lists(const Corpus& corpus, const std::filesystem::path& segment);

}  // namespace gisa::test
