//! A playlist's feed as YouTube serves it.

/// An entry of the feed.
#[derive(Clone, Debug)]
pub struct Entry {
    pub id: &'static str,
    pub title: String,
    pub published: &'static str,
    pub description: String,
}

impl Entry {
    pub fn new(id: &'static str, published: &'static str, title: &str) -> Self {
        Self { id, title: title.to_owned(), published, description: String::new() }
    }

    pub fn below(mut self, description: &str) -> Self {
        description.clone_into(&mut self.description);
        self
    }

    pub fn url(&self) -> String {
        format!("https://www.youtube.com/watch?v={}", self.id)
    }

    fn xml(&self) -> String {
        let Self { id, published, .. } = self;
        let (title, description) = (escaped(&self.title), escaped(&self.description));
        format!(
            r#" <entry>
  <id>yt:video:{id}</id>
  <yt:videoId>{id}</yt:videoId>
  <yt:channelId>UCPuRRlab00000000000000w</yt:channelId>
  <title>{title}</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v={id}"/>
  <author>
   <name>PURRlab</name>
   <uri>https://www.youtube.com/channel/UCPuRRlab00000000000000w</uri>
  </author>
  <published>{published}</published>
  <updated>2024-11-02T08:11:53+00:00</updated>
  <media:group>
   <media:title>{title}</media:title>
   <media:content url="https://www.youtube.com/v/{id}?version=3" type="application/x-shockwave-flash" width="640" height="390"/>
   <media:thumbnail url="https://i1.ytimg.com/vi/{id}/hqdefault.jpg" width="480" height="360"/>
   <media:description>{description}</media:description>
   <media:community>
    <media:starRating count="3" average="5.00" min="1" max="5"/>
    <media:statistics views="170"/>
   </media:community>
  </media:group>
 </entry>
"#
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The feed with these entries.
pub fn feed(entries: &[Entry]) -> String {
    let entries: String = entries.iter().map(Entry::xml).collect();
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?playlist_id=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y"/>
 <id>yt:playlist:PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y</id>
 <yt:playlistId>PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y</yt:playlistId>
 <yt:channelId>UCPuRRlab00000000000000w</yt:channelId>
 <title>Datasets through the L👀king-Glass</title>
 <author>
  <name>PURRlab</name>
  <uri>https://www.youtube.com/channel/UCPuRRlab00000000000000w</uri>
 </author>
 <published>2023-03-10T10:31:53+00:00</published>
{entries}</feed>
"#
    )
}

/// The recordings of the project's series: talk, id, time of publication, title.
const RECORDINGS: [[&str; 4]; 8] = [
    [
        "S03E02",
        "q-DBwWZejMY",
        "2023-09-19T09:02:11+00:00",
        "PAD-UFES-20: the challenges and opportunities in creating a skin lesion dataset",
    ],
    [
        "S03E01",
        "qhAYUfQlYfo",
        "2023-09-19T08:55:40+00:00",
        "Optimizing annotation cost for AI based medical image analysis",
    ],
    [
        "S01E02",
        "E4inBrMLVog",
        "2023-07-06T07:12:00+00:00",
        "Characteristics of open access skin cancer image datasets: implications for equitable digital \
         he...",
    ],
    [
        "S02E03",
        "_RlcKW0sZ80",
        "2023-06-15T12:44:09+00:00",
        "Brain Tumor Segmentation Challenge 2023 - Dr. Ujjwal Baid",
    ],
    [
        "S02E02",
        "pYl9bBcQA-M",
        "2023-06-15T12:30:37+00:00",
        "Esther Bron: Image analysis and machine learning competitions in dementia",
    ],
    ["S02E01", "2sbWrXO6gAc", "2023-06-15T12:01:22+00:00", "The Medical Segmentation Decathlon"],
    [
        "S01E03",
        "MlBxlL5WUuU",
        "2023-03-16T15:20:00+00:00",
        "S01E03 | Characteristics of skin lesions datasets",
    ],
    [
        "S01E01",
        "zLxYUtToXGg",
        "2023-03-16T15:03:00+00:00",
        "Challenges with equipoise & fairness in AI/ML datasets in dermatology",
    ],
];

/// The recordings of the project's series, newest first, each with the id of its talk.
pub fn recordings() -> Vec<(&'static str, Entry)> {
    let mut recordings: Vec<_> = RECORDINGS
        .iter()
        .map(|[talk, id, published, title]| (*talk, Entry::new(id, published, title)))
        .collect();
    let (_, renamed) = &mut recordings[1];
    *renamed = renamed
        .clone()
        .below("Dr. Thijs Kooi, Lunit, South Korea\n\nhttps://purrlab.github.io/webinar/");
    recordings
}

/// Other videos of the channel. Their titles are as like those of the talks as they get without
/// being theirs.
pub fn others() -> Vec<Entry> {
    [
        ("otherVideo1", "2023-09-25T10:00:00+00:00", "Rethinking annotations: a panel discussion"),
        (
            "otherVideo2",
            "2023-09-20T10:00:00+00:00",
            "The challenges and opportunities in creating a chest X-ray dataset",
        ),
        ("otherVideo3", "2024-06-20T10:00:00+00:00", "Brain tumor segmentation challenge 2024"),
        (
            "otherVideo4",
            "2023-06-16T10:00:00+00:00",
            "Reading group: The Medical Segmentation Decathlon",
        ),
        (
            "otherVideo5",
            "2023-03-01T10:00:00+00:00",
            "Maria Rossi: Characteristics of skin lesions datasets",
        ),
        (
            "otherVideo6",
            "2023-03-20T10:00:00+00:00",
            "Fairness in AI datasets | a PhD defence in dermatology",
        ),
        (
            "otherVideo7",
            "2023-06-30T10:00:00+00:00",
            "Machine learning competitions: what organisers learned",
        ),
    ]
    .map(|(id, published, title)| Entry::new(id, published, title))
    .to_vec()
}

/// The fifteen entries that the feed has, in the order of their publication, the newest first.
pub fn entries() -> Vec<Entry> {
    let recordings = recordings().into_iter().map(|(_, entry)| entry);
    let mut entries: Vec<_> = recordings.chain(others()).collect();
    entries.sort_by_key(|entry| std::cmp::Reverse(entry.published));
    entries
}
