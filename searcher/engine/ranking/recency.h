/// Recency: what the date of an article adds to its score under Sort::kRecent,
///
///     2 ^ (-age / half-life)
///
/// 1 for the latest, half of it after every half-life, 0 without a date. Age is counted from the
/// latest article of the database, or from the end of today if that one is dated later. So an
/// archive is searched as it was on its last day, and the pages of a result fit together.
///
/// Threads: const members may be called from any; one RecencySource a match.
#pragma once

#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <string>

namespace gisa {

class Recency {
 public:
  Recency(const Xapian::Database& database, std::chrono::seconds half_life);

  /// Of an article with this value in kTimeSlot.
  double of(const std::string& time_value) const;

 private:
  std::int64_t latest_ = 0;  // UTC seconds
  double half_life_ = 0;     // seconds
};

/// Gives each dated article its recency times `weight`, within Xapian's ranking.
class RecencySource final : public Xapian::ValuePostingSource {
 public:
  RecencySource(const Recency& recency, double weight);
  double get_weight() const override;
  RecencySource* clone() const override;
  void init(const Xapian::Database& segment) override;
  std::string get_description() const override { return "RecencySource"; }

 private:
  Recency recency_;
  double weight_;
};

}  // namespace gisa
