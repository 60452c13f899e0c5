use proptest::prelude::*;

use super::*;

const CANONICAL: &str = "https://www.youtube.com/watch?v=q-DBwWZejMY";

fn url(text: &str) -> Url {
    Url::parse(text).expect("a URL")
}

fn check(written: &str, expected: &str) {
    let found = canonical(&url(written)).expect(written);
    assert_eq!(found.as_str(), expected, "{written}");
    assert_eq!(canonical(&found).as_ref(), Ok(&found), "{written}");
    assert_eq!(canonical_address(&found), Ok(None), "{written}");
    assert_eq!(Host::of(&found), Host::of(&url(written)), "{written}");
}

#[test]
fn every_form_of_a_youtube_address_means_the_same_video() {
    for written in [
        "https://www.youtube.com/watch?v=q-DBwWZejMY",
        "http://youtube.com/watch?v=q-DBwWZejMY",
        "https://m.youtube.com/watch?v=q-DBwWZejMY&feature=share",
        "https://music.youtube.com/watch?v=q-DBwWZejMY&list=RDAMVM",
        "https://www.youtube.com/watch?v=q-DBwWZejMY&list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y&index=4",
        "https://www.youtube.com/watch?app=desktop&list=PL1&v=q-DBwWZejMY&t=42s&pp=ygUE#t=1",
        "https://www.youtube.com/watch/?v=q-DBwWZejMY",
        "https://www.youtube.com/watch/q-DBwWZejMY",
        "https://www.youtube.com/?v=q-DBwWZejMY",
        "https://youtu.be/q-DBwWZejMY",
        "http://www.youtu.be/q-DBwWZejMY/?si=Zk2xQ_&t=42",
        "https://www.youtube.com/shorts/q-DBwWZejMY?feature=share",
        "https://www.youtube.com/live/q-DBwWZejMY?si=abc",
        "https://www.youtube.com/embed/q-DBwWZejMY?start=10",
        "https://www.youtube-nocookie.com/embed/q-DBwWZejMY",
        "https://www.youtube.com/v/q-DBwWZejMY&hl=en_US",
        "https://www.youtube.com/e/q-DBwWZejMY",
        "https://www.youtube.com/vi/q-DBwWZejMY",
        "https://youtube.googleapis.com/v/q-DBwWZejMY",
        "https://www.youtubekids.com/watch?v=q-DBwWZejMY",
        "https://www.youtube.com/attribution_link?a=8g8k&u=%2Fwatch%3Fv%3Dq-DBwWZejMY%26feature%3Dshare",
    ] {
        check(written, CANONICAL);
    }
}

#[test]
fn every_form_of_a_vimeo_address_means_the_same_video() {
    for written in [
        "http://vimeo.com/76979871",
        "https://www.vimeo.com/76979871?share=copy#t=0",
        "https://player.vimeo.com/video/76979871?autoplay=1",
        "https://vimeo.com/channels/staffpicks/76979871",
        "https://vimeo.com/groups/name/videos/76979871",
        "https://vimeo.com/showcase/123/video/76979871",
        "https://vimeo.com/manage/videos/76979871",
    ] {
        check(written, "https://vimeo.com/76979871");
    }
}

#[test]
fn what_opens_an_unlisted_vimeo_video_is_kept() {
    for written in [
        "https://vimeo.com/76979871/8272103f6e",
        "https://vimeo.com/76979871?h=8272103f6e",
        "https://player.vimeo.com/video/76979871?h=8272103f6e",
    ] {
        check(written, "https://vimeo.com/76979871/8272103f6e");
    }
    let player = Host::of(&url("https://vimeo.com/76979871/8272103f6e")).player();
    assert_eq!(player.as_deref(), Some("https://player.vimeo.com/video/76979871?h=8272103f6e"));
}

#[test]
fn a_peertube_address_is_known_on_any_server() {
    for id in ["9c9de5e8-0a1e-484a-b099-e80766180a6d", "kkGMgK9ZtnKfYAgnEtQxbv"] {
        for path in ["w", "videos/watch", "videos/embed"] {
            let written = format!("https://tube.example.org:8443/{path}/{id}?start=1m2s");
            check(&written, &format!("https://tube.example.org:8443/w/{id}"));
            let player = Host::of(&url(&written)).player();
            let expected = format!("https://tube.example.org:8443/videos/embed/{id}");
            assert_eq!(player, Some(expected));
        }
    }
    assert_eq!(Host::of(&url("https://wiki.example.org/w/index.php")), Host::Other);
}

#[test]
fn a_media_file_is_known_by_its_extension_and_kept_as_it_is() {
    for (written, media_type) in [
        ("https://example.org/S01.mp4", "video/mp4"),
        ("http://example.org/talks/S01.WEBM?token=1#t=30", "video/webm"),
        ("https://example.org/S01.mp3", "audio/mpeg"),
    ] {
        check(written, written);
        assert_eq!(Host::of(&url(written)), Host::File { media_type });
        assert_eq!(Host::of(&url(written)).player(), None);
    }
}

#[test]
fn any_other_address_is_kept_as_it_is() {
    for written in [
        "https://example.org/recordings/S01?list=1&t=2#here",
        "http://example.org/",
        "https://notyoutube.com/watch?v=1",
        "https://youtube.com.example.org/playlist?list=1",
        "https://vimeo.com/event/123456/videos",
        "https://www.microsoft.com/mp4",
    ] {
        check(written, written);
        assert_eq!(Host::of(&url(written)), Host::Other, "{written}");
    }
}

#[test]
fn a_playlist_is_refused() {
    for written in [
        "https://www.youtube.com/playlist?list=PL_BSB_M_evSmfj9zSvqYVgTcJFtVdJc3y",
        "https://music.youtube.com/playlist?list=PL1",
        "https://www.youtube.com/embed/videoseries?list=PL1",
        "https://www.youtube.com/watch?list=PL1",
        "https://vimeo.com/showcase/123456",
        "https://vimeo.com/album/123456",
        "https://tube.example.org/w/p/kkGMgK9ZtnKfYAgnEtQxbv",
    ] {
        assert_eq!(canonical(&url(written)), Err(Refused::Playlist), "{written}");
    }
}

#[test]
fn a_channel_is_refused() {
    for written in [
        "https://www.youtube.com/channel/UC1234567890123456789012",
        "https://www.youtube.com/@purrlab/live",
        "https://www.youtube.com/c/purrlab",
        "https://www.youtube.com/user/purrlab",
        "https://www.youtube.com/embed/live_stream?channel=UC1",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/purrlab",
    ] {
        assert_eq!(canonical(&url(written)), Err(Refused::Channel), "{written}");
    }
}

#[test]
fn another_page_of_a_video_host_is_refused() {
    for written in [
        "https://www.youtube.com/",
        "https://www.youtube.com/watch?t=1",
        "https://www.youtube.com/results?search_query=a",
        "https://www.youtube.com/attribution_link?a=1",
        "https://www.youtube.com/attribution_link?u=/attribution_link?u=/watch?v=q-DBwWZejMY",
        "https://youtu.be/",
        "https://vimeo.com/",
    ] {
        assert_eq!(canonical(&url(written)), Err(Refused::NoVideo), "{written}");
    }
}

#[test]
fn an_id_that_youtube_cannot_have_given_is_refused() {
    for (written, id) in [
        ("https://youtu.be/q-DBwWZejM", "q-DBwWZejM"),
        ("https://www.youtube.com/watch?v=q-DBwWZejMYY", "q-DBwWZejMYY"),
        ("https://www.youtube.com/shorts/q.DBwWZejMY", "q.DBwWZejMY"),
    ] {
        assert_eq!(canonical(&url(written)), Err(Refused::Id(id.to_owned())), "{written}");
    }
}

#[test]
fn youtube_has_a_still_picture_and_a_player_for_every_video() {
    let host = Host::of(&url(CANONICAL));
    let picture = "https://i.ytimg.com/vi/q-DBwWZejMY/hqdefault.jpg".to_owned();
    assert_eq!(host.thumbnail(), Some(Thumbnail { url: picture, width: 480, height: 360 }));
    let player = "https://www.youtube-nocookie.com/embed/q-DBwWZejMY";
    assert_eq!(host.player().as_deref(), Some(player));
}

#[test]
fn a_refusal_says_what_the_address_is() {
    let words =
        [Refused::Playlist, Refused::Channel, Refused::NoVideo, Refused::Id("a".to_owned())];
    assert_eq!(
        words.map(|refused| refused.to_string()),
        [
            "this is a playlist, not a video",
            "this is a channel, not a video",
            "this page of a video host names no video",
            "`a` is not the id of a YouTube video, which has 11 characters",
        ]
    );
}

proptest! {
    #[test]
    fn what_looks_canonical_is_read_like_any_other(
        rest in "([-_a-zA-Z0-9]{11}|[-_a-zA-Z0-9]{0,12})(&v=[a-z]{11}|&list=x|#t=1|[%+=&#/é]){0,2}",
    ) {
        let [one, other] = ["https://www.youtube.com", "https://youtube.com"]
            .map(|site| canonical(&url(&format!("{site}/watch?v={rest}"))));
        prop_assert_eq!(one, other);
    }
}
