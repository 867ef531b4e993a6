/// Events are called by their day, 12·3 비상계엄, 5·18 민주화운동: printed with a middle dot, which
/// keyboards do not have.
///
///     with_event_dates("12.3 비상계엄 선포")    // "12·3 비상계엄 선포"
///     with_event_dates("518 민주화운동")        // "5·18 민주화운동"
///     with_event_dates("제주 4.3")              // "제주 4·3"
///     with_event_dates("5.18")                  // "5·18": known without a word
///     with_event_dates("금리 12.3")             // as it is: nothing says that it is a day
#pragma once

#include <string>
#include <string_view>

namespace gisa {

/// The query with days as they are printed, where a word for an event follows or a place that is
/// known for it stands before, or where a day that everybody knows is all of it. UTF-8.
std::string with_event_dates(std::string_view query);

}  // namespace gisa
