/** What the samples' look-up finds first for the postcode NT1 1AA, as the value of its option. */
export const foundAddress = JSON.stringify(['1 High Street', '', 'Northtown', 'NT1 1AA', '']);
