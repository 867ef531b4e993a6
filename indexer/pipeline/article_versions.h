/// Which version of an article stands, when records of a run have one id and the database has it
/// too: the one that was read last.
///
///     BatchVersions found;                                 // in each worker, of one batch
///     found.add_indexed("a-1", 1, lookup.find("a-1"));     // new, or another version
///     found.add_unchanged("a-2", 1);                       // as it is in the database
///     found.number_from(documents_of_batches_before);
///     versions.add(found);                                 // in any order
///     const SettledVersions settled = versions.settle();   // when all are there
///
/// Threads: one thread at a time.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "indexer/database/database_writer.h"

namespace gisa {

/// What one batch found out. Documents are numbered from 1 until it is known how many come before.
class BatchVersions {
 public:
  /// An article that is indexed as `document`; `older`: where the database has another version.
  void add_indexed(std::string_view id, std::uint32_t document,
                   const std::optional<ArticleLocation>& older);

  /// An article that was found as it is in the database, behind `document`; 0: before all.
  void add_unchanged(std::string_view id, std::uint32_t document);

  /// Adds `before` to the numbers of all documents.
  void number_from(std::uint32_t before);

 private:
  friend class RunVersions;

  struct Indexed {
    XXH128_hash_t id;
    std::uint32_t document = 0;
  };
  struct Older {
    std::uint64_t id = 0;  // the lower half of the hash
    ArticleLocation location;
  };
  // It counts if the run has another version.
  struct Unchanged {
    std::uint64_t id = 0;
    std::uint32_t document = 0;  // the last one before it
    auto operator<=>(const Unchanged&) const = default;
  };

  std::vector<Indexed> indexed_;
  std::vector<Older> older_;
  std::vector<Unchanged> unchanged_;
};

struct SettledVersions {
  std::vector<std::uint32_t> superseded;  ///< documents of the run that do not stand; ascending
  std::vector<ArticleLocation> replaced;  ///< articles of the database that do not; ascending
};

/// What all batches of a run found out.
class RunVersions {
 public:
  void add(const BatchVersions& batch);

  /// Once, at the end.
  SettledVersions settle();

 private:
  BatchVersions all_;
};

}  // namespace gisa
