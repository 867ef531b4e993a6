#include "common/text/iso_date.h"

#include <fmt/format.h>

namespace gisa {

std::string iso_date(const std::chrono::year_month_day& day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()),
                     static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()));
}

}  // namespace gisa
