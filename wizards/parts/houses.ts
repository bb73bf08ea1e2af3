/** The houses that we let: more than a page can list. As a register of your own would, it is asked and not read. */
interface House {
  readonly number: string;
  readonly name: string;
  readonly town: string;
}

const kinds = ['Cottage', 'House', 'Lodge', 'Barn', 'Mill', 'Loft'];
const names = [
  'Anchor',
  'Bramble',
  'Chapel',
  'Dairy',
  'Elder',
  'Ferry',
  'Garden',
  'Harbour',
  'Ivy',
  'Juniper',
  'Kingfisher',
  'Lantern',
  'Meadow',
  'Orchard',
  'Pebble',
  'Quarry',
  'Rowan',
  'Skylark',
  'Thistle',
  'Willow',
];
const towns = [
  'Aberaeron',
  'Bosham',
  'Brora',
  'Cartmel',
  'Clifden',
  'Dingle',
  'Fowey',
  'Glenarm',
  'Hawkshead',
  'Kinsale',
  'Mousehole',
  'Portree',
  'Robin Hood’s Bay',
  'Solva',
  'Tobermory',
];

const houses: readonly House[] = towns.flatMap((town, place) =>
  names.flatMap((name, index) =>
    kinds.map((kind, at) => ({
      number: `H${1000 + (place * names.length + index) * kinds.length + at}`,
      name: `${name} ${kind}`,
      town,
    })),
  ),
);

/** Without capitals, accents and typographer's marks. */
const plain = (text: string) =>
  text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase();

/** Finds houses by any words of their name, town or number. */
export function findHouses(text: string, limit: number): readonly House[] {
  const words = plain(text).split(/\s+/);
  return houses
    .filter(({ number, name, town }) => {
      const all = plain(`${number} ${name} ${town}`);
      return words.every((word) => all.includes(word));
    })
    .slice(0, limit);
}

/** The house of a number; undefined where there is none. */
export function houseOf(number: string): House | undefined {
  return houses.find((house) => house.number === number);
}

const rooms = ['The attic', 'The back room', 'The garden room', 'The room with the balcony'];

/** The rooms of a house, which depend on how large it is. */
export function roomsOf(number: string): readonly string[] {
  return rooms.slice(0, 2 + (Number(number.slice(1)) % 3));
}
