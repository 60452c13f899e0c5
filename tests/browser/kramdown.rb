# Renders a page as Jekyll does: front matter, then Liquid, then kramdown with the parser that is
# named. Prints the front matter and the HTML as JSON.

require "json"
require "kramdown"
require "kramdown-parser-gfm"
require "liquid"
require "yaml"

_, front_matter, body = ARGF.read.split(/^---$\n?/, 3)
body = Liquid::Template.parse(body, error_mode: :strict).render!({ "x" => "was run" })
html = Kramdown::Document.new(body, input: ENV.fetch("PARSER")).to_html
puts JSON.generate("front" => YAML.safe_load(front_matter), "html" => html)
