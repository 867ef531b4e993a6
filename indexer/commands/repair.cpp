#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "common/articles/stored_article.h"
#include "common/database/checksums.h"
#include "common/database/file_names.h"
#include "common/database/manifest.h"
#include "common/database/schema.h"
#include "common/glass/keys.h"
#include "common/glass/posting_reader.h"
#include "common/glass/version_file.h"
#include "common/messages/messages.h"
#include "common/messages/quantities.h"
#include "common/system/files.h"
#include "indexer/commands/commands.h"
#include "indexer/database/article_scan.h"
#include "indexer/database/database_copy.h"
#include "indexer/glass/salvage.h"
#include "indexer/merge/glass_source.h"
#include "indexer/segments/glass_segments.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;
using glass::Table;

constexpr std::size_t kBatch = 1000;                         // articles
constexpr std::uint64_t kMemory = std::uint64_t{256} << 20;  // bytes, for the segment that is made
constexpr std::size_t kMostIds = 1000;                       // of lost articles that are named

Article article_of(const StoredArticle& stored) {
  Article article;
  article.id = stored.id;
  article.title = stored.title;
  article.body = stored.body;
  article.date = stored.date;
  article.press = stored.press;
  article.section = stored.section;
  article.reporter = stored.reporter;
  article.url = stored.url;
  article.path = stored.path;
  return article;
}

// The segments that lie in a directory whose manifest is damaged, each with the newest list of its
// deleted documents.
Manifest guess_manifest(const fs::path& database) {
  Manifest manifest;
  manifest.analyzer = Analyzer::fingerprint();
  manifest.generation = 1;
  std::map<std::string, std::pair<std::uint64_t, std::string>> deleted;  // the newest of each
  for (const auto& entry : fs::directory_iterator(database)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_directory() && segment_number(name)) {
      manifest.segments.push_back({name, 0, 0, {}});
    } else if (const auto list = read_deleted_file_name(name)) {
      auto& newest = deleted[std::string(list->segment)];
      newest = std::max(newest, {list->generation, name});
    }
  }
  std::ranges::sort(manifest.segments, {}, &SegmentEntry::name);
  for (SegmentEntry& entry : manifest.segments) entry.deleted_file = deleted[entry.name].second;
  return manifest;
}

class RepairJob {
 public:
  RepairJob(const fs::path& database, const fs::path& target)
      : database_(database), target_(target) {}

  Repair run() {
    const Manifest manifest = take_manifest();
    if (manifest.analyzer != Analyzer::fingerprint()) {
      throw Error(ErrorCode::kAnalyzerMismatch,
                  tr_format("{} was indexed under other analysis rules", database_.string()),
                  tr("repair it with the version of gisa that made it"));
    }
    make_new_database_outside(database_, target_);
    try {
      repair(manifest);
    } catch (...) {
      std::error_code ignored;
      fs::remove_all(target_, ignored);
      throw;
    }
    return std::move(repair_);
  }

 private:
  Manifest take_manifest() {
    try {
      return read_manifest(database_);
    } catch (const Error& error) {
      // A bit in its first line may make a manifest that of another version, or of nobody.
      std::error_code ignored;
      if (error.code() == ErrorCode::kIo || !fs::is_directory(database_, ignored)) throw;
      Manifest guessed = guess_manifest(database_);
      const bool has_segment =
          std::ranges::any_of(guessed.segments, [&](const SegmentEntry& entry) {
            return fs::exists(database_ / entry.name / kChecksumsName, ignored);
          });
      if (!has_segment) throw;
      is_guessed_ = true;
      repair_.notes.push_back(tr_format("{}: took all segments that are there", error.what()));
      return guessed;
    }
  }

  void repair(const Manifest& manifest) {
    next_.analyzer = manifest.analyzer;
    next_.generation = manifest.generation;
    collect_dictionaries(manifest);
    for (const SegmentEntry& entry : manifest.segments) take_segment(entry);
    delete_older_versions();
    sync_directory(target_);
    sync_directory(fs::absolute(target_ / "..").lexically_normal());
    write_manifest(target_, next_);
  }

  // An article of one segment may need a dictionary that another one holds whole.
  void collect_dictionaries(const Manifest& manifest) {
    for (const SegmentEntry& entry : manifest.segments) {
      const SegmentChecksums checksums = checksums_of(entry);
      const std::string prefix =
          std::string(glass::kMetadataPrefix) + std::string(kDictionaryKeyPrefix);
      const auto take = [&](std::string_view key, std::string_view tag, bool) {
        if (!key.starts_with(prefix)) return;
        try {
          auto dictionary = TextDictionary::deserialize(tag);
          const std::uint32_t id = dictionary->id();
          dictionaries_.emplace(id, std::move(dictionary));
        } catch (const Error&) {
          return;  // its articles will be lost, and counted
        }
      };
      const fs::path file = table_file(database_ / entry.name, Table::kPostlist);
      glass::salvage_table(file, checksums.find(file.filename().string()), take);
    }
  }

  // The checksums of a segment; none if they are damaged themselves.
  SegmentChecksums checksums_of(const SegmentEntry& entry) const {
    try {
      return read_checksums(database_ / entry.name);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kCorrupt) throw;
      return {};
    }
  }

  std::vector<std::string> damage_of(SegmentEntry& entry) const {
    if (is_guessed_) {
      try {
        entry.hash = segment_hash(database_ / entry.name);
        entry.documents = glass::read_version_file(database_ / entry.name).statistics.documents;
      } catch (const Error& error) {
        if (error.code() == ErrorCode::kIo) throw;
      }
    }
    std::vector<std::string> damage = find_damage(database_ / entry.name, entry.hash);
    // Only the manifest vouches for the rules a segment was indexed under.
    if (is_guessed_ && damage.empty() && !is_of_these_rules(entry)) {
      damage.emplace_back(tr("indexed under other analysis rules, so it is indexed again"));
    }
    return damage;
  }

  bool is_of_these_rules(const SegmentEntry& entry) const {
    const auto metadata = GlassSource(database_ / entry.name).metadata();
    return std::ranges::any_of(metadata, [](const auto& name_and_value) {
      return name_and_value.first == kFingerprintKey &&
             name_and_value.second == Analyzer::fingerprint();
    });
  }

  void take_segment(SegmentEntry entry) {
    const std::vector<std::string> damage = damage_of(entry);
    std::vector<std::uint32_t> deleted;
    try {
      deleted = read_deleted(database_, entry);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::kCorrupt) throw;
      repair_.notes.push_back(tr_format("{}: articles that were deleted are back", error.what()));
      repair_.is_incomplete = true;
    }
    if (damage.empty()) {
      take_whole(entry, deleted);
    } else {
      for (const std::string& problem : damage)
        repair_.notes.push_back(entry.name + ": " + problem);
      salvage(entry, deleted);
    }
  }

  void take_whole(SegmentEntry entry, const std::vector<std::uint32_t>& deleted) {
    DatabaseCopy copied;
    link_or_copy_segment(database_ / entry.name, target_ / entry.name, copied);
    add(entry, deleted);
  }

  void add(SegmentEntry entry, const std::vector<std::uint32_t>& deleted) {
    entry.deleted_file.clear();
    deleted_.emplace_back(deleted.begin(), deleted.end());
    next_.segments.push_back(std::move(entry));
  }

  // Reads the articles of a segment that stand in undamaged blocks, and indexes them anew.
  void salvage(const SegmentEntry& entry, const std::vector<std::uint32_t>& deleted) {
    const SegmentChecksums checksums = checksums_of(entry);
    std::map<std::uint32_t, std::string> found;
    const fs::path file = table_file(database_ / entry.name, Table::kDocdata);
    glass::salvage_table(file, checksums.find(file.filename().string()),
                         [&](std::string_view key, std::string_view tag, bool is_compressed) {
                           std::uint32_t document = 0;
                           if (!glass::parse_document_key(key, document) || is_compressed) return;
                           if (!std::ranges::binary_search(deleted, document))
                             found[document] = tag;
                         });
    const std::uint64_t saved = write_again(entry, found);
    const std::uint64_t expected =
        entry.documents - std::min<std::uint64_t>(entry.documents, deleted.size());
    const std::uint64_t lost = expected - std::min(expected, saved);
    repair_.lost += lost;
    repair_.notes.push_back(tr_format("{}: saved {} of {} articles", entry.name,
                                      format_count(saved), format_count(expected)));
    if (lost > 0) name_lost(entry, checksums, deleted, found);
  }

  // Takes away from `found` what cannot be decoded.
  std::uint64_t write_again(const SegmentEntry& entry,
                            std::map<std::uint32_t, std::string>& found) {
    const fs::path scratch = target_ / kBuildingName;
    fs::create_directories(scratch);
    const auto writer = make_glass_segment_writer(scratch, {.threads = 1, .memory = kMemory});
    ArticleSink& sink = writer->add_sink([&]() -> std::shared_ptr<const TextDictionary> {
      return dictionaries_.empty() ? nullptr : dictionaries_.begin()->second;
    });
    std::vector<PreparedArticle> batch;
    std::uint64_t number = 0;
    for (auto it = found.begin(); it != found.end();) {
      try {
        const StoredArticle stored = decode_stored_article(it->second, dictionaries_);
        batch.push_back({it->first, stored.content_hash, article_of(stored)});
        it->second.clear();
        ++it;
      } catch (const Error&) {
        it = found.erase(it);
      }
      if (batch.size() < kBatch && it != found.end()) continue;
      sink.add_batch(number++, batch);
      batch.clear();
    }
    const fs::path made = scratch / "salvaged";
    const std::uint64_t documents = writer->finish({}, made);
    if (documents > 0) {
      sync_segment(made);
      move_file(made, target_ / entry.name);
      add({entry.name, documents, segment_hash(target_ / entry.name), {}}, {});
    }
    fs::remove_all(scratch);
    return documents;
  }

  // Reports articles that are lost, by the ids in the posting lists as far as these can still be
  // read.
  void name_lost(const SegmentEntry& entry, const SegmentChecksums& checksums,
                 const std::vector<std::uint32_t>& deleted,
                 const std::map<std::uint32_t, std::string>& found) {
    const fs::path file = table_file(database_ / entry.name, Table::kPostlist);
    const std::string prefix = make_field_term(Field::kId, {});
    glass::salvage_table(
        file, checksums.find(file.filename().string()),
        [&](std::string_view key, std::string_view tag, bool) {
          std::string term;
          std::uint32_t first = 0;
          glass::PostingChunk chunk;
          if (!key.starts_with(prefix) || !glass::parse_posting_key(key, term, first) ||
              !glass::parse_posting_chunk(tag, first, chunk)) {
            return;
          }
          glass::PostingReader it(chunk.first, chunk.body);
          for (; !it.at_end(); it.next()) {
            const bool is_lost = !found.contains(it.document()) &&
                                 !std::ranges::binary_search(deleted, it.document());
            if (is_lost && repair_.lost_ids.size() < kMostIds) {
              repair_.lost_ids.push_back(term.substr(prefix.size()));
            }
          }
        });
  }

  // Of several articles with one id the newest stays: lists of deleted ones may have been lost.
  void delete_older_versions() {
    struct Place {
      std::size_t segment;
      std::uint32_t document;
    };
    struct Less {
      bool operator()(const XXH128_hash_t& a, const XXH128_hash_t& b) const {
        return XXH128_cmp(&a, &b) < 0;
      }
    };
    std::map<XXH128_hash_t, Place, Less> newest;
    scan_articles(
        target_, next_, [&](const ArticleLocation& location, const StoredArticle& article) {
          if (deleted_[location.segment].contains(location.document)) return true;
          const Place place{location.segment, location.document};
          const auto [known, is_new] =
              newest.try_emplace(XXH3_128bits(article.id.data(), article.id.size()), place);
          if (!is_new) {
            deleted_[known->second.segment].insert(known->second.document);
            known->second = place;
          }
          return true;
        });
    repair_.saved = newest.size();
    for (std::size_t i = 0; i < next_.segments.size(); ++i) {
      if (deleted_[i].empty()) continue;
      SegmentEntry& entry = next_.segments[i];
      entry.deleted_file = deleted_file_name(entry.name, next_.generation);
      write_deleted(target_, entry.deleted_file, {deleted_[i].begin(), deleted_[i].end()});
    }
  }

  const fs::path database_;
  const fs::path target_;
  bool is_guessed_ = false;  // the manifest
  TextDictionaries dictionaries_;
  Manifest next_;
  std::vector<std::set<std::uint32_t>> deleted_;  // documents of next_.segments
  Repair repair_;
};

}  // namespace

Repair repair_database(const fs::path& database, const fs::path& target) {
  return RepairJob(database, target).run();
}

}  // namespace gisa
