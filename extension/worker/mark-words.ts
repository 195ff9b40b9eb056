/** 256 words that describe and 256 that name: a chart mark is one of each. None is a word of medicine or of a person. */
const first = `
	amber ample arctic ashen autumn azure basalt beech bold brass bright brisk broad bronze brown calm
	candid carmine cedar chalk chestnut clear cobalt coastal copper cosy cream crimson crisp crystal cyan
	damask dawn deep desert dewy distant dotted downy dusky early earthen eastern ebony elder elm emerald
	evening even fabled fair fawn fertile festive fine firm flaxen fleet floral foggy fresh frosty gentle
	gilded ginger glad glassy gleaming glossy golden grand granite grassy grey green hazel heather hidden
	high hilly honest honey humble icy indigo inland iron ivory jade jasper jolly jovial kind khaki knit
	lacquer laurel lavender leafy lean lemon level light lilac lime linen lively local lofty lucid lunar
	lush lyric magenta marble marine maroon mellow merry mild minted misty modest mossy muted narrow native
	navy neat nimble noble northern oaken ochre onyx opal open orange orchid outer oval pastel peach pearly
	pebbled pewter pink placid plain plum polar polished poplar prime prompt proud pure purple quaint quartz
	quick quiet radiant rainy rapid rare red regal rich ripe rising river robust rocky rosy round royal ruby
	russet rustic sable saffron sage salty sandy sapphire satin scarlet scenic sepia serene shaded shining
	silent silken silver simple sincere slate slender smooth snowy soft solar solid southern spotted spring
	starry steady stony striped subtle summer sunny swift tall tawny teal tender tidal tidy timber tin topaz
	tranquil true tulip turquoise umber upland upper urban valiant velvet verdant vernal vintage violet
	vivid walnut warm wavy western wheat white wide willow windy winter wise wooden woven yellow young zesty
`
const second = `
	acorn adder albatross alder alpaca anchor antler apple arbour arrow aspen aster atlas avocet badger
	bamboo banner barley barn basin basket bay beacon beaver bell bench birch bison blossom bluebell boat
	bobcat bough boulder branch bridge brook buffalo bugle bunting burrow cabin cactus camel canal canoe
	canyon caribou carp castle catkin cave chapel cherry chime cicada cliff clover cloud coast cocoa comet
	compass condor coral cove crab crane creek cricket crown cuckoo curlew cypress daisy dale deer delta
	dingo dipper dolphin dove dragonfly drum duck dune eagle egret elk ember ermine falcon feather fern
	ferret field finch fiord firefly flag flame flax flint flute forest fountain fox frog gannet garden
	garnet gate gazelle gecko geyser glacier glade glen globe goldfinch goose gorge grain grape grebe grouse
	grove gull hamlet harbour hare harp harvest hawk heath hedge heron hill hive holly horizon hornbill
	hyacinth ibex ibis iguana inlet iris island ivy jackdaw jaguar jasmine jay juniper kelp kestrel kettle
	kingfisher kite kiwi koala lagoon lake lantern lapwing lark larch leaf lemur lichen lily linnet lion
	lizard llama loch loom lotus lupin lynx lyre magpie mallard mango maple marigold marlin marmot marsh
	martin meadow merlin mesa mill minnow mole moon moor moose moss moth mountain mulberry narwhal nest newt
	nightjar nutmeg oak oasis ocelot olive orca orchard oriole osprey otter owl oyster palm panda papaya
	parrot path peacock pear pebble pelican penguin peony petrel pheasant pigeon pine plover pond poppy
	prairie puffin quail quarry quiver rabbit raccoon rampart raven reed reef ridge robin rook rowan rudder
	saddle sail
`
const listOf = (text: string): readonly string[] => text.trim().split(/\s+/)
const words = [listOf(first), listOf(second)] as const

/** The two words that two bytes stand for. */
export const markOf = (a: number, b: number): readonly [string, string] => [
	words[0][a & 255] as string,
	words[1][b & 255] as string,
]
