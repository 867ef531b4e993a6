#include "indexer/glass/checker.h"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <unordered_map>

#include "common/glass/keys.h"
#include "common/glass/table_reader.h"
#include "common/glass/version_file.h"
#include "gisa/error.h"
#include "indexer/glass/posting_list.h"
#include "indexer/glass/table_checker.h"
#include "indexer/glass/term_list.h"
#include "indexer/glass/value_table.h"

namespace gisa::glass {
namespace {

constexpr std::size_t kMostProblems = 100;

// What the tables say about a document, to be compared at the end.
struct DocumentFacts {
  std::uint32_t length = 0;         // by the length list
  std::uint64_t sum_of_wdf = 0;     // by the posting lists
  std::uint64_t postings_hash = 0;  // sum over terms: the order does not matter
  std::uint32_t terms = 0;
  bool has_term_list = false;
};

std::uint64_t hash_posting(std::string_view term, std::uint32_t wdf) {
  return XXH3_64bits_withSeed(term.data(), term.size(), wdf);
}

std::uint64_t hash_slot(std::uint32_t slot) { return XXH3_64bits(&slot, sizeof slot); }

class SegmentChecker {
 public:
  explicit SegmentChecker(const std::filesystem::path& segment)
      : segment_(segment), version_(read_version_file(segment)) {}

  std::vector<std::string> run() {
    for (std::size_t i = 0; i < kTables; ++i) {
      const auto table = static_cast<Table>(i);
      for (std::string& problem :
           check_table(table_file(segment_, table), version_[table], version_.revision)) {
        report(std::move(problem));
      }
    }
    if (!problems_.empty()) return problems_;  // what is in broken tables means nothing
    check_postlist();
    check_docdata();
    check_termlist();
    check_documents();
    return problems_;
  }

 private:
  void report(std::string problem) {
    if (problems_.size() < kMostProblems) problems_.push_back(std::move(problem));
  }
  bool expect(bool good, std::string_view where, std::string_view what) {
    if (!good) report(std::string(where) + ": " + std::string(what));
    return good;
  }

  void check_postlist() {
    const TableFile table(table_file(segment_, Table::kPostlist), version_[Table::kPostlist]);
    TableCursor cursor(table);
    bool there = cursor.next();
    while (there) {
      const std::string_view key = cursor.key();
      if (key.starts_with(kMetadataPrefix)) {
        expect(!cursor.tag().empty(), "metadata", "an empty value");
      } else if (key.starts_with(kValueStatisticsPrefix)) {
        check_value_statistics(cursor);
      } else if (key.starts_with(kValueChunkPrefix)) {
        check_value_chunk(cursor);
      } else if (key.starts_with(kLengthsPrefix)) {
        there = check_lengths(cursor);
        continue;
      } else {
        there = check_term(cursor);
        continue;
      }
      there = cursor.next();
    }
    for (const auto& [slot, facts] : slots_) {
      const std::string where = "slot " + std::to_string(slot);
      expect(facts.count == facts.found, where, "a wrong number of values");
    }
    expect(postings_largest_wdf_ <= version_.statistics.largest_wdf, "version file",
           "the wdf bound is too low");
  }

  void check_value_statistics(TableCursor& cursor) {
    std::uint32_t slot = 0;
    ValueStatistics statistics;
    if (!expect(parse_value_statistics_key(cursor.key(), slot) &&
                    parse_value_statistics(cursor.tag(), statistics),
                "value statistics", "damaged")) {
      return;
    }
    SlotFacts& facts = slots_[slot];
    facts.count = statistics.count;
    facts.lowest = statistics.lowest;
    facts.highest = statistics.highest;
  }

  void check_value_chunk(TableCursor& cursor) {
    std::uint32_t slot = 0;
    std::uint32_t first = 0;
    if (!expect(parse_value_chunk_key(cursor.key(), slot, first), "values", "a damaged key"))
      return;
    const std::string where = "slot " + std::to_string(slot);
    SlotFacts& facts = slots_[slot];
    ValueReader it(first, cursor.tag());
    for (; !it.at_end(); it.next()) {
      expect(it.document() > facts.last, where, "documents do not rise");
      expect(!it.value().empty(), where, "an empty value");
      expect(it.value() >= facts.lowest && it.value() <= facts.highest, where,
             "a value outside the bounds");
      facts.last = it.document();
      ++facts.found;
      slots_hash_of_document_[it.document()] += hash_slot(slot);
    }
    expect(!it.is_broken(), where, "damaged");
  }

  // The length list stands before all terms. Returns whether there is an entry behind it.
  bool check_lengths(TableCursor& cursor) {
    const auto key_of = [](std::uint32_t document, std::string& key) {
      make_lengths_key(document, key);
    };
    PostingChunk totals;
    const bool there = check_list(cursor, "document lengths", key_of, totals,
                                  [&](std::uint32_t document, std::uint32_t length) {
                                    documents_[document].length = length;
                                  });
    expect(totals.documents == 0 && totals.collection_frequency == 0, "document lengths",
           "totals that are not 0");
    return there;
  }

  bool check_term(TableCursor& cursor) {
    std::string term;
    std::uint32_t document = 0;
    if (!expect(parse_posting_key(cursor.key(), term, document) && document == 0, "terms",
                "a chunk without its beginning")) {
      return cursor.next();
    }
    const std::string where = "term " + term;
    const auto key_of = [&](std::uint32_t first, std::string& key) {
      make_posting_key(term, first, key);
    };
    std::uint32_t found = 0;
    std::uint64_t frequency = 0;
    PostingChunk totals;
    const bool there =
        check_list(cursor, where, key_of, totals, [&](std::uint32_t id, std::uint32_t wdf) {
          ++found;
          frequency += wdf;
          postings_largest_wdf_ = std::max(postings_largest_wdf_, wdf);
          const auto facts = documents_.find(id);
          if (!expect(facts != documents_.end(), where, "a document that does not exist")) return;
          facts->second.sum_of_wdf += wdf;
          facts->second.postings_hash += hash_posting(term, wdf);
          ++facts->second.terms;
        });
    expect(found == totals.documents, where, "a wrong number of documents");
    expect(std::min<std::uint64_t>(frequency, 0xFFFFFFFF) == totals.collection_frequency, where,
           "a wrong collection frequency");
    return there;
  }

  // Walks all chunks of a list; `totals` becomes the first. Returns whether there is an entry
  // behind.
  template <typename KeyOf, typename Use>
  bool check_list(TableCursor& cursor, const std::string& where, const KeyOf& key_of,
                  PostingChunk& totals, const Use& use) {
    std::uint32_t last = 0;
    std::uint32_t key_document = 0;
    std::string key;
    for (;;) {
      PostingChunk chunk;
      if (!expect(parse_posting_chunk(cursor.tag(), key_document, chunk), where,
                  "a damaged chunk")) {
        return cursor.next();
      }
      if (key_document == 0) totals = chunk;
      expect(chunk.first > last, where, "chunks that do not rise");
      PostingReader it(chunk.first, chunk.body);
      for (; !it.at_end(); it.next()) {
        last = it.document();
        use(last, it.wdf());
      }
      expect(!it.is_broken() && last == chunk.last, where, "a chunk with a wrong end");
      const bool there = cursor.next();
      if (chunk.is_last) return there;
      if (!expect(there && next_chunk(cursor, key_of, last, key_document, key), where,
                  "the last chunk is missing")) {
        return there;
      }
    }
  }

  // Finds the first document of the next chunk from its key.
  template <typename KeyOf>
  static bool next_chunk(TableCursor& cursor, const KeyOf& key_of, std::uint32_t last,
                         std::uint32_t& document, std::string& key) {
    std::string term;
    const bool parsed = parse_lengths_key(cursor.key(), document) ||
                        parse_posting_key(cursor.key(), term, document);
    if (!parsed || document <= last) return false;
    key_of(document, key);
    return key == cursor.key();
  }

  void check_docdata() {
    const TableFile table(table_file(segment_, Table::kDocdata), version_[Table::kDocdata]);
    TableCursor cursor(table);
    for (bool there = cursor.next(); there; there = cursor.next()) {
      std::uint32_t document = 0;
      expect(parse_document_key(cursor.key(), document) && documents_.contains(document), "docdata",
             "data of a document that does not exist");
      expect(!cursor.tag().empty(), "docdata", "an empty entry");
    }
  }

  void check_termlist() {
    if (version_[Table::kTermlist].is_fake) return;
    has_term_lists_ = true;
    const TableFile table(table_file(segment_, Table::kTermlist), version_[Table::kTermlist]);
    TableCursor cursor(table);
    for (bool there = cursor.next(); there; there = cursor.next()) {
      std::uint32_t document = 0;
      const bool is_list = parse_document_key(cursor.key(), document);
      if (!is_list && !parse_used_slots_key(cursor.key(), document)) {
        report("termlist: a damaged key");
        continue;
      }
      const auto facts = documents_.find(document);
      if (!expect(facts != documents_.end(), "termlist", "a document that does not exist"))
        continue;
      if (cursor.is_compressed()) {
        facts->second.has_term_list = facts->second.has_term_list || is_list;
      } else if (is_list) {
        check_term_list(document, facts->second, cursor.tag());
      } else {
        check_used_slots(document, cursor.tag());
      }
    }
  }

  void check_term_list(std::uint32_t document, DocumentFacts& facts, std::string_view tag) {
    const std::string where = "term list of document " + std::to_string(document);
    facts.has_term_list = true;
    TermList list;
    if (!expect(parse_term_list(tag, list), where, "damaged")) return;
    std::uint64_t hash = 0;
    for (const auto& [term, wdf] : list.terms) hash += hash_posting(term, wdf);
    expect(std::ranges::is_sorted(list.terms, {}, &TermList::Entry::term), where, "not sorted");
    expect(list.length == facts.length, where, "a wrong length");
    expect(list.terms.size() == facts.terms && hash == facts.postings_hash, where,
           "not what the posting lists say");
  }

  void check_used_slots(std::uint32_t document, std::string_view tag) {
    const std::string where = "slots of document " + std::to_string(document);
    std::vector<std::uint32_t> slots;
    if (!expect(parse_used_slots(tag, slots), where, "damaged")) return;
    std::uint64_t hash = 0;
    for (const std::uint32_t slot : slots) hash += hash_slot(slot);
    const auto expected = slots_hash_of_document_.find(document);
    expect(expected != slots_hash_of_document_.end() && expected->second == hash, where,
           "not what the value chunks say");
    ++documents_with_slots_;
  }

  void check_documents() {
    const Statistics& statistics = version_.statistics;
    Statistics found;
    found.documents = static_cast<std::uint32_t>(documents_.size());
    for (const auto& [id, facts] : documents_) {
      const std::string where = "document " + std::to_string(id);
      expect(facts.sum_of_wdf == facts.length, where, "the length is not the sum of its wdf");
      expect(!has_term_lists_ || facts.has_term_list, where, "the term list is missing");
      expect(id <= statistics.last_document, where, "an id above the last");
      found.total_length += facts.length;
      found.longest_length = std::max(found.longest_length, facts.length);
      if (facts.length != 0 &&
          (found.shortest_length == 0 || facts.length < found.shortest_length)) {
        found.shortest_length = facts.length;
      }
    }
    const char* const where = "version file";
    expect(found.documents == statistics.documents, where, "a wrong number of documents");
    expect(found.total_length == statistics.total_length, where, "a wrong total length");
    expect(found.longest_length <= statistics.longest_length, where,
           "the upper bound of lengths is too low");
    expect(found.shortest_length >= statistics.shortest_length, where,
           "the lower bound of lengths is too high");
    for (const auto& [id, hash] : slots_hash_of_document_) {
      expect(documents_.contains(id), "values", "of a document that does not exist");
    }
    expect(!has_term_lists_ || documents_with_slots_ == slots_hash_of_document_.size(), "termlist",
           "the slots of a document are missing");
  }

  struct SlotFacts {
    std::uint32_t count = 0;
    std::string lowest;
    std::string highest;
    std::uint32_t found = 0;
    std::uint32_t last = 0;
  };

  const std::filesystem::path segment_;
  const VersionFile version_;
  std::vector<std::string> problems_;
  std::map<std::uint32_t, SlotFacts> slots_;
  std::unordered_map<std::uint32_t, DocumentFacts> documents_;
  std::unordered_map<std::uint32_t, std::uint64_t> slots_hash_of_document_;
  std::uint32_t postings_largest_wdf_ = 0;
  std::size_t documents_with_slots_ = 0;
  bool has_term_lists_ = false;
};

}  // namespace

std::vector<std::string> check_segment(const std::filesystem::path& segment) {
  try {
    return SegmentChecker(segment).run();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::kCorrupt) throw;
    return {error.what()};
  }
}

}  // namespace gisa::glass
