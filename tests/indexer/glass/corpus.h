/// Corpora as plain maps, and the same corpus as a segment of ours and as one of Xapian's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "indexer/inverter/inverter.h"
#include "indexer/merge/segment_merger.h"

namespace gisa::test {

struct ModelDocument {
  std::map<std::string, std::uint32_t> terms;  // wdf
  std::map<std::uint32_t, std::string> values;
  std::string data;
};

/// Documents by id.
using Corpus = std::map<std::uint32_t, ModelDocument>;

struct CorpusShape {
  std::uint32_t documents = 100;
  std::uint32_t vocabulary = 300;  ///< terms are drawn by a Zipf-like law
  std::uint32_t terms_per_document = 40;
  std::uint32_t largest_gap = 1;  ///< between ids; 1: none
  std::uint32_t slots = 2;
  std::size_t data_bytes = 100;  ///< on average
  bool odd_terms = false;        ///< NULs, FF bytes, 245 bytes, shared prefixes
  bool odd_documents = false;    ///< empty ones, huge wdf, wdf 0 only, large data
};

/// The same for the same seed.
Corpus make_corpus(const CorpusShape& shape, std::uint32_t seed);

using Metadata = std::vector<std::pair<std::string, std::string>>;

/// Feeds documents to an inverter; each occurrence by itself, in random order.
void invert(const Corpus& corpus, Inverter& inverter, std::uint32_t seed = 1);

/// Adds one document.
void add_document(std::uint32_t id, const ModelDocument& document, Inverter& inverter);

/// Our segment, from one inverter.
void build_ours(const Corpus& corpus, const std::filesystem::path& segment,
                const Metadata& metadata = {}, std::size_t block_size = glass::kDefaultBlockSize);

/// Xapian's, by WritableDatabase.
void build_xapian(const Corpus& corpus, const std::filesystem::path& database,
                  const Metadata& metadata = {});

/// A directory for one test, removed with its content at the end.
class ScratchDirectory {
 public:
  ScratchDirectory();
  ~ScratchDirectory();
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace gisa::test
