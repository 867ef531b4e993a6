/// Days as ISO 8601 writes them.
#pragma once

#include <chrono>
#include <string>

namespace gisa {

/// 2024-01-11.
std::string iso_date(const std::chrono::year_month_day& day);

}  // namespace gisa
