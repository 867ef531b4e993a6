#include "tests/indexer/glass/corpus.h"

#include <stdlib.h>
#include <xapian.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <stdexcept>

#include "common/text/utf8.h"
#include "indexer/merge/inverter_source.h"

namespace gisa::test {
namespace {

using Random = std::mt19937;

std::uint32_t below(Random& random, std::uint32_t limit) {
  return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(random);
}

std::string random_bytes(Random& random, std::size_t size) {
  std::string out(size, '\0');
  for (char& c : out) c = static_cast<char>(below(random, 256));
  return out;
}

// Two Hangul syllables (6 bytes), with a prefix for some; and words too long for a key.
std::string ordinary_term(std::uint32_t number) {
  const auto syllable = [](std::uint32_t n) { return static_cast<char16_t>(0xAC00 + n % 11172); };
  std::string term;
  switch (number % 4) {
    case 0:
      append_utf8(term, char32_t{syllable(number * 7919)});
      append_utf8(term, char32_t{syllable(number * 104729)});
      return term;
    case 1:
      term = "XL";
      append_utf8(term, char32_t{syllable(number * 31)});
      append_utf8(term, char32_t{syllable(number * 17)});
      return term;
    case 2:
      return term.append("w").append(std::to_string(number));
    default:
      return term.append("Q-a-longer-identifier-").append(std::to_string(number));
  }
}

std::string odd_term(Random& random) {
  switch (below(random, 8)) {
    case 0:
      return std::string(245, static_cast<char>('a' + below(random, 3)));
    case 1:
      return std::string("a\0", 2) + std::string(below(random, 3), '\0');
    case 2:
      return std::string(1 + below(random, 3), '\0');
    case 3:
      return std::string("\0\xFF", 2) + random_bytes(random, 1 + below(random, 2));
    case 4:
      return std::string(1 + below(random, 9), '\xFF');
    case 5:
      return std::string("shared-prefix-of-many-terms").substr(0, 1 + below(random, 27));
    case 6:
      return std::string(1 + below(random, 10), 'b');
    default:
      return random_bytes(random, 1 + below(random, 20));
  }
}

std::uint32_t odd_wdf(Random& random) {
  constexpr std::uint32_t kWdfs[] = {0, 0, 1, 2, 126, 127, 128, 255, 16383, 16384, 3000000};
  return kWdfs[below(random, std::size(kWdfs))];
}

ModelDocument make_document(const CorpusShape& shape, Random& random) {
  ModelDocument document;
  const bool odd = shape.odd_documents && below(random, 6) == 0;
  const std::uint32_t count = odd && below(random, 2) == 0 ? 0 : shape.terms_per_document;
  for (std::uint32_t i = 0; i < count; ++i) {
    const double uniform = std::uniform_real_distribution<double>(0, 1)(random);
    const auto number =
        static_cast<std::uint32_t>(std::pow(static_cast<double>(shape.vocabulary), uniform)) - 1;
    const bool odd_bytes = shape.odd_terms && below(random, 8) == 0;
    const std::string term = odd_bytes ? odd_term(random) : ordinary_term(number);
    document.terms[term] += odd ? odd_wdf(random) : 1 + below(random, 2);
  }
  for (std::uint32_t slot = 0; slot < shape.slots; ++slot) {
    if (below(random, 5) == 0) continue;
    // Slots 129 and 256 sort differently as numbers and as keys.
    constexpr std::uint32_t kSlots[] = {0, 1, 129, 256, 300, 70000};
    document.values[kSlots[slot % 6]] = random_bytes(random, 1 + below(random, odd ? 600 : 9));
  }
  if (shape.data_bytes > 0 && below(random, 10) != 0) {
    const auto size = static_cast<std::uint32_t>(shape.data_bytes);
    document.data = random_bytes(random, 1 + below(random, odd ? 40 * size : 2 * size));
  }
  return document;
}

}  // namespace

Corpus make_corpus(const CorpusShape& shape, std::uint32_t seed) {
  Random random(seed);
  Corpus corpus;
  std::uint32_t id = 0;
  for (std::uint32_t i = 0; i < shape.documents; ++i) {
    id += 1 + below(random, shape.largest_gap);
    corpus[id] = make_document(shape, random);
  }
  return corpus;
}

void invert(const Corpus& corpus, Inverter& inverter, std::uint32_t seed) {
  Random random(seed);
  std::vector<std::pair<std::string, std::uint32_t>> occurrences;
  for (const auto& [id, document] : corpus) {
    inverter.begin_document(id);
    occurrences.clear();
    for (const auto& [term, wdf] : document.terms) {
      const std::uint32_t part = wdf > 1 ? below(random, wdf) : 0;
      if (part != 0) occurrences.emplace_back(term, part);
      occurrences.emplace_back(term, wdf - part);
    }
    std::ranges::shuffle(occurrences, random);
    for (const auto& [term, wdf] : occurrences) inverter.add(term, wdf);
    for (const auto& [slot, value] : document.values) inverter.add_value(slot, value);
    inverter.end_document(document.data);
  }
}

void add_document(std::uint32_t id, const ModelDocument& document, Inverter& inverter) {
  inverter.begin_document(id);
  for (const auto& [term, wdf] : document.terms) inverter.add(term, wdf);
  for (const auto& [slot, value] : document.values) inverter.add_value(slot, value);
  inverter.end_document(document.data);
}

void build_ours(const Corpus& corpus, const std::filesystem::path& segment,
                const Metadata& metadata, std::size_t block_size) {
  Inverter inverter;
  invert(corpus, inverter);
  const InverterSource source(inverter);
  const MergeSource sources[] = {{&source, {}}};
  SegmentOptions options;
  options.metadata = metadata;
  options.block_size = block_size;
  write_segment(sources, segment, options);
}

void build_xapian(const Corpus& corpus, const std::filesystem::path& database,
                  const Metadata& metadata) {
  Xapian::WritableDatabase out(database.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS |
                                                      Xapian::DB_NO_SYNC | Xapian::DB_DANGEROUS);
  for (const auto& [id, model] : corpus) {
    Xapian::Document document;
    for (const auto& [term, wdf] : model.terms) document.add_term(term, wdf);
    for (const auto& [slot, value] : model.values) document.add_value(slot, value);
    document.set_data(model.data);
    out.replace_document(id, document);
  }
  for (const auto& [name, value] : metadata) out.set_metadata(name, value);
  out.commit();
}

ScratchDirectory::ScratchDirectory() {
  std::string name = (std::filesystem::temp_directory_path() / "gisa-glass-XXXXXX").string();
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make " + name);
  path_ = name;
}

ScratchDirectory::~ScratchDirectory() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

}  // namespace gisa::test
