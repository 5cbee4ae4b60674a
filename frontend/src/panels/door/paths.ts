/** Where a helper enters the code of a door. */
export const codePath = '/door';
