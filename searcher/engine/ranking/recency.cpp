#include "searcher/engine/ranking/recency.h"

#include <algorithm>
#include <cmath>

#include "common/database/schema.h"
#include "common/database/timestamp.h"
#include "searcher/engine/query/date_range.h"

namespace gisa {
namespace {

std::int64_t end_of_today() { return begin_of_day(today_in_seoul() + 1); }

}  // namespace

Recency::Recency(const Xapian::Database& database, std::chrono::seconds half_life)
    : latest_(std::min(decode_time_value(database.get_value_upper_bound(kTimeSlot)).value_or(0),
                       end_of_today())),
      half_life_(std::max(static_cast<double>(half_life.count()), 1.0)) {}

double Recency::of(const std::string& time_value) const {
  const auto time = decode_time_value(time_value);
  if (!time) return 0;
  const auto age = static_cast<double>(std::max<std::int64_t>(latest_ - *time, 0));
  return std::exp2(-age / half_life_);
}

RecencySource::RecencySource(const Recency& recency, double weight)
    : Xapian::ValuePostingSource(kTimeSlot), recency_(recency), weight_(weight) {}

double RecencySource::get_weight() const { return weight_ * recency_.of(get_value()); }

RecencySource* RecencySource::clone() const { return new RecencySource(recency_, weight_); }

void RecencySource::init(const Xapian::Database& segment) {
  Xapian::ValuePostingSource::init(segment);
  set_maxweight(weight_);
}

}  // namespace gisa
