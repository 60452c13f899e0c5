/* libical: the calendar of the series, and one of each event. */

#include <libical/ical.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the values of a record are, in their order. */
enum { ID, UID, STAMP, START, END, SUMMARY, DESCRIPTION, LOCATION, URL, TAGS, EVENT_VALUES };
enum { TITLE, ABOUT, ZONE, SERIES_VALUES };

static const char UNIT = '\x1f', RECORD = '\x1e';

static void fail(const char *what)
{
    perror(what);
    exit(1);
}

static char *read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END))
        fail(path);
    long length = ftell(file);
    rewind(file);
    char *text = malloc(length + 1);
    if (!text || fread(text, 1, length, file) != (size_t)length)
        fail(path);
    text[length] = 0;
    fclose(file);
    return text;
}

static void write_calendar(const char *folder, const char *name, icalcomponent *calendar)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.ics", folder, name);
    char *text = icalcomponent_as_ical_string_r(calendar);
    size_t length = strlen(text);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(text, 1, length, file) != length || fclose(file))
        fail(path);
    free(text);
}

/* Cuts the next record into its values, and returns where the one after it begins. */
static char *next_record(char *record, char **values, int number)
{
    char *end = strchr(record, RECORD);
    if (!end) {
        fputs("content.txt: a record is cut off\n", stderr);
        exit(1);
    }
    *end = 0;
    for (int at = 0; at < number; at++) {
        values[at] = record ? record : "";
        char *rest = record ? strchr(record, UNIT) : NULL;
        if (rest)
            *rest++ = 0;
        record = rest;
    }
    return end + 1;
}

static icalcomponent *new_calendar(icalcomponent *zone)
{
    return icalcomponent_vanew(
        ICAL_VCALENDAR_COMPONENT, icalproperty_new_version("2.0"),
        icalproperty_new_prodid("-//peers//libical//EN"), icalcomponent_new_clone(zone), NULL);
}

static icalproperty *in_zone(icalproperty *time, const char *zone)
{
    icalproperty_add_parameter(time, icalparameter_new_tzid(zone));
    return time;
}

static icalcomponent *new_event(char **value, const char *zone)
{
    return icalcomponent_vanew(
        ICAL_VEVENT_COMPONENT, icalproperty_new_uid(value[UID]),
        icalproperty_new_dtstamp(icaltime_from_string(value[STAMP])),
        in_zone(icalproperty_new_dtstart(icaltime_from_string(value[START])), zone),
        in_zone(icalproperty_new_dtend(icaltime_from_string(value[END])), zone),
        icalproperty_new_summary(value[SUMMARY]),
        icalproperty_new_description(value[DESCRIPTION]),
        icalproperty_new_location(value[LOCATION]), icalproperty_new_url(value[URL]),
        icalproperty_new_categories(value[TAGS]), NULL);
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return fputs("usage: libical CONTENT FOLDER\n", stderr), 2;
    char *next = read_file(argv[1]);
    char *series[SERIES_VALUES], *event[EVENT_VALUES];
    next = next_record(next, series, SERIES_VALUES);

    icaltimezone *zone = icaltimezone_get_builtin_timezone(series[ZONE]);
    icalcomponent *rules = zone ? icaltimezone_get_component(zone) : NULL;
    if (!rules)
        return fputs("libical does not know the zone\n", stderr), 1;
    icalcomponent *calendar = new_calendar(rules);
    icalcomponent_add_property(calendar, icalproperty_new_name(series[TITLE]));
    icalcomponent_add_property(calendar, icalproperty_new_description(series[ABOUT]));
    while (*next) {
        next = next_record(next, event, EVENT_VALUES);
        icalcomponent *component = new_event(event, icaltimezone_get_tzid(zone));
        icalcomponent *single = new_calendar(rules);
        icalcomponent_add_component(single, component);
        write_calendar(argv[2], event[ID], single);
        /* The same component goes on into the series. */
        icalcomponent_remove_component(single, component);
        icalcomponent_free(single);
        icalcomponent_add_component(calendar, component);
    }
    write_calendar(argv[2], "calendar", calendar);
    return 0;
}
