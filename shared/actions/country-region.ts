/** ISO 3166-1 countries by their UN M49 sub-region; sub-regions under 20 million people are left out and read as 9. */
const listed: Readonly<Record<number, string>> = {
	5: 'AR BO BR CL CO EC FK GF GY PE PY SR UY VE',
	11: 'BF BJ CI CV GH GM GN GW LR ML MR NE NG SH SL SN TG',
	13: 'BZ CR GT HN MX NI PA SV',
	14: 'BI DJ ER ET KE KM MG MU MW MZ RE RW SC SO SS TZ UG YT ZM ZW',
	15: 'DZ EG EH LY MA SD TN',
	17: 'AO CD CF CG CM GA GQ ST TD',
	18: 'BW LS NA SZ ZA',
	21: 'BM CA GL PM US',
	29: 'AG AI AW BB BL BQ BS CU CW DM DO GD GP HT JM KN KY LC MF MQ MS PR SX TC TT VC VG VI',
	30: 'CN HK JP KP KR MN MO TW',
	34: 'AF BD BT IN IR LK MV NP PK',
	35: 'BN ID KH LA MM MY PH SG TH TL VN',
	39: 'AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK',
	53: 'AU CC CX NF NZ',
	143: 'KG KZ TJ TM UZ',
	145: 'AE AM AZ BH CY GE IL IQ JO KW LB OM PS QA SA SY TR YE',
	151: 'BG BY CZ HU MD PL RO RU SK UA',
	154: 'AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ',
	155: 'AT BE CH DE FR LI LU MC NL',
}
const byCountry = new Map(
	Object.entries(listed).flatMap(([region, countries]) =>
		countries.split(' ').map(country => [country, Number(region)] as const),
	),
)
/** Any sub-region under 20 million people. */
const smallRegion = 9

/** The region a card of an institution in this country carries (protocol 5.3). */
export const regionOf = (country: string): number => byCountry.get(country) ?? smallRegion
