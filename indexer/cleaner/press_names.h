#pragma once

#include <string_view>

/// Tables of names that bylines and datelines are told by. Extend them freely: order does not
/// matter.
namespace gisa::cleaning {

/// True for the name of a news outlet or agency: `연합뉴스`, `AP`, `뉴스1`, `한겨레`; also for
/// names of three syllables or more that end as outlets do (`…일보`, `…신문`, `…타임스`).
bool is_press_name(std::string_view name);

/// True only for outlets of the table: nothing is guessed from an ending.
bool is_known_press(std::string_view name);

/// True for agencies whose name alone is a photo credit: `[연합]`, `[로이터]`, `[게티이미지뱅크]`.
bool is_photo_agency(std::string_view name);

/// True for towns and countries that datelines name and that could pass for a person (`서울`,
/// `도쿄`).
bool is_place_name(std::string_view name);

/// True when `name` can be a Korean person: a surname and one or two syllables (three after a
/// two-syllable surname), and neither a place, an outlet, a rank nor a department.
bool is_person_name(std::string_view name);

}  // namespace gisa::cleaning
